"""The association generator, mode by mode: what it attaches, and what aptcheck says.

Each case is a small proposal. The generator runs on its pool, and aptcheck checks its file: what
aptcheck calls lost is what the generator does not attach, at the level that decides in the mode,
and aptcheck is silent where everything is attached. Where the two differ on purpose, the case has
the reason.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

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

#: The cases by mode, and the level at which the pipeline subtracts a background by default: none
#: for the LRS without its slit.
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

every_case = pytest.mark.parametrize(
    ("mode", "name"), CASES, ids=[f"{mode}: {name}" for mode, name in CASES]
)


def said(mode: str, name: str) -> list[str]:
    """Return what the rules of the case say, each with its severity."""
    case = TABLES[mode][0][name]
    codes = {*LOSS, *(words.split()[0] for words in case.says)}
    found = lines(check(case.document, select=sorted(codes)))
    return [line.rpartition(" ")[0] for line in found]


@every_case
def test_aptcheck_reports_what_the_table_says(mode: str, name: str) -> None:
    assert sorted(said(mode, name)) == sorted(TABLES[mode][0][name].says)


@every_case
def test_the_generator_makes_what_the_table_says(mode: str, name: str) -> None:
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
        assert (speaks != found.lost[level]) == bool(case.apart)
