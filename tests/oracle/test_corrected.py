"""What a correction declares and links, the association generator attaches."""

from __future__ import annotations

import pytest

from tests.fixing.planted import SLIPS
from tests.fixing.test_planted import fix, plantings

pytest.importorskip("jwst", reason="needs the association generator: pip install --no-deps jwst")

from tests.oracle import generator
from tests.oracle.pools import Attached, expand

#: Faults that cost the science its background, in some setting or in all.
COSTLY = (
    "interruptible link",
    "no link",
    "not declared",
    "no grating",
    "sky by an Offset",
)
#: The generator takes its time with more.
BASES = ("linked-extended-source.aptx", "star-in-the-background.aptx")


def attached(text: str) -> Attached:
    return generator.attached(expand(text.encode()))


@pytest.mark.parametrize("name", COSTLY)
def test_what_a_fault_took_away_is_attached_again(name: str) -> None:
    ways = [way for way in plantings(SLIPS[name]) if way[0].name in BASES]
    assert ways
    for base, pair, text in {base.name: (base, pair, text) for base, pair, text in ways}.values():
        whole, lacking = attached(base.text), attached(text)
        assert lacking != whole
        mended = attached(fix(text.encode(), unsafe=True).data.decode())
        assert mended == whole, (base.name, pair)
