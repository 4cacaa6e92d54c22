"""What a correction declares and links, the association generator attaches."""

from __future__ import annotations

import pytest

from aptcheck.mode_names import ModeName
from tests.fixing.test_planted import SLIPS, fix, plantings

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle import generator
from tests.oracle.pools import Attached, expand

#: Faults that cost the science observation its background, in one setting or in all.
COSTLY = (
    "interruptible link",
    "no link",
    "not declared",
    "no grating",
    "sky by an Offset",
)
#: The generator is slow with more.
BASES = ("linked-extended-source.aptx", "star-in-the-background.aptx")
#: The same in other modes. Patterns that differ without nods are left out: level 2 attaches them.
COSTLY_IN_MODES = (
    ("miri-imaging", "no image"),
    ("miri-imaging", "not declared"),
    ("miri-coronagraphy", "no link"),
    ("miri-lrs-slit", "interruptible link"),
    ("nirspec-ifu", "no spectrum of the IFU"),
    ("nirspec-ifu", "other filter"),
    ("nirspec-ifu", "nods on one side"),
    ("nirspec-fs", "no spectrum of a slit"),
)


def attached(text: str, mode: ModeName = "miri-mrs") -> Attached:
    return generator.attached(expand(text.encode()), mode)


@pytest.mark.parametrize("name", COSTLY)
def test_what_a_fault_took_away_is_attached_again(name: str) -> None:
    ways = [way for way in plantings(SLIPS[name]) if way[0].name in BASES]
    assert ways
    for base, pair, text in {base.name: (base, pair, text) for base, pair, text in ways}.values():
        whole, lacking = attached(base.text), attached(text)
        assert lacking != whole
        fixed = attached(fix(text.encode(), unsafe=True).data.decode())
        assert fixed == whole, (base.name, pair)


@pytest.mark.parametrize(("mode", "name"), COSTLY_IN_MODES)
def test_in_another_mode_too_it_is_attached_again(mode: ModeName, name: str) -> None:
    base, _, text = next(way for way in plantings(SLIPS[name]) if way[0].name == mode)
    whole = attached(base.text, mode)
    assert whole
    assert attached(text, mode) != whole
    assert attached(fix(text.encode(), unsafe=True).data.decode(), mode) == whole
