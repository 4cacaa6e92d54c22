"""The association generator, mode by mode: what it attaches, and what aptcheck says of it.

Each case is a small proposal. The generator is run on its pool, and aptcheck checks its file: what
aptcheck calls lost is what the generator does not attach, at the level that decides in the mode, and
it is silent where all is attached. Where the two part on purpose, the case has the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from aptcheck.rules.registry import find_rule
from aptcheck.testing import check, lines
from tests.oracle.of_modes import (
    coronagraphy,
    fixed_slits,
    ifu,
    imaging,
    leakcals,
    lrs,
    others,
)
from tests.oracle.of_modes.case import LOSS, Case
from tests.oracle.pools import expand

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle.made import made

#: The cases by mode, and the level at which the pipeline subtracts a background in it by default:
#: from the LRS without its slit at none.
TABLES: Mapping[str, tuple[Mapping[str, Case], int | None]] = {
    "miri-imaging": (imaging.CASES, 2),
    "miri-coronagraphy": (coronagraphy.CASES, 2),
    "miri-lrs-slit": (lrs.SLIT, 2),
    "miri-lrs-slitless": (lrs.SLITLESS, None),
    "nirspec-ifu": (ifu.CASES, 3),
    "nirspec-ifu leakcals": (leakcals.CASES, 3),
    "nirspec-fs": (fixed_slits.CASES, 3),
    "others": (others.CASES, 2),
}
CASES = [(mode, name) for mode, (cases, _) in TABLES.items() for name in cases]

#: What rules will say that are still to be written. As soon as one is, it must.
LATER: Mapping[tuple[str, str], Sequence[str]] = {
    (mode, name): TABLES[mode][0][name].later for mode, name in CASES if TABLES[mode][0][name].later
}

every_case = pytest.mark.parametrize(
    ("mode", "name"), CASES, ids=[f"{mode}: {name}" for mode, name in CASES]
)


def awaited(mode: str, name: str, *, written: bool) -> list[str]:
    """Return what later rules say of a case, of those that are written or of those that are not."""
    later = LATER.get((mode, name), ())
    return [words for words in later if (find_rule(words.split()[0]) is not None) == written]


def said(mode: str, name: str) -> list[str]:
    """Return what the rules of the case say, each with its severity."""
    codes = {*LOSS, *(words.split()[0] for words in LATER.get((mode, name), ()))}
    document = TABLES[mode][0][name].document
    found = lines(check(document, select=sorted(code for code in codes if find_rule(code))))
    return [line.rpartition(" ")[0] for line in found]


@every_case
def test_aptcheck_says_of_a_case_what_the_table_says(mode: str, name: str) -> None:
    expected = [*TABLES[mode][0][name].says, *awaited(mode, name, written=True)]
    assert sorted(said(mode, name)) == sorted(expected)


@every_case
def test_the_generator_makes_of_a_case_what_the_table_says(mode: str, name: str) -> None:
    cases, level = TABLES[mode]
    case = cases[name]
    found = made(case.rows(expand(case.document.xml)))
    assert found.level2 == case.level2
    if case.level3 is not None:
        assert found.level3 == set(case.level3)
    if case.alone is not None:
        assert found.alone == set(case.alone)
    if level is not None:
        # What aptcheck calls lost is what the generator does not attach.
        speaks = any(
            words.startswith(LOSS) and not words.endswith("info") for words in said(mode, name)
        )
        unwritten = any(words.startswith(LOSS) for words in awaited(mode, name, written=False))
        assert (speaks != found.lost[level]) == bool(case.apart or unwritten)
