"""Leakage calibrations of the NIRSpec IFU: which science products get which of them.

They go with the exposures of their own observation, setting and tile; those of the sky go with the
sky into the products of the science. `imprint_subtract` subtracts a single imprint from all
members, and several by side; the table shows what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.testing import group, ifu, ifu_exposure, mosaic
from tests.oracle.of_modes.case import Case, Pairing

__all__ = ["CASES"]

_PRISM = ("PRISM", "CLEAR")
SCIENCE = ifu_exposure(*_PRISM)
ONE = ifu_exposure(*_PRISM, leakcal=True, dithered=False)
EACH = ifu_exposure(*_PRISM, leakcal=True)
OTHER = ifu_exposure("G235M", "F170LP", leakcal=True, dithered=False)

_pair = Pairing(make=ifu, both={"points": 4, "exposures": [SCIENCE]})
_SPEC3 = ["spec3 of 1 x4 with 2 x4"]


def _leakcals(
    level2: str, science: Sequence[str] = (), sky: Sequence[str] = (), *says: str
) -> Case:
    return Case(
        document=_pair(
            science={"exposures": [SCIENCE, *science]}, sky={"exposures": [SCIENCE, *sky]}
        ),
        level2={"1": level2},
        level3=_SPEC3,
        says=says,
    )


CASES = {
    "none": _leakcals("2 x4"),
    "one on each side": _leakcals("2 x4, imprint 1 x1 + 2 x1", [ONE], [ONE]),
    "at each position of both sides": _leakcals("2 x4, imprint 1 x1 + 2 x4", [EACH], [EACH]),
    "one on the science only": _leakcals("2 x4, imprint 1 x1", [ONE], [], "BKG851 warning"),
    "at each position of the science only": _leakcals(
        "2 x4, imprint 1 x1", [EACH], [], "BKG851 warning"
    ),
    "one on the sky only": _leakcals("2 x4, imprint 2 x1", [], [ONE], "BKG852 warning"),
    "at each position of the sky only": _leakcals(
        "2 x4, imprint 2 x4", [], [EACH], "BKG852 warning"
    ),
    "of another grating": _leakcals("2 x4", [OTHER], [], "BKG853 warning"),
    "in an observation of its own": Case(
        document=_pair(more=[ifu(3, 1, exposures=[ONE])], links=[group(1, 2, 3)]),
        level2={"1": "2 x4"},
        level3=_SPEC3,
        says=["BKG853 warning"],
    ),
    "one at each tile": Case(
        document=_pair(
            science={"exposures": [SCIENCE, ONE], "points": 2, "tiles": mosaic(1, 2)},
            sky={"exposures": [SCIENCE, ONE], "points": 2},
        ),
        level2={"1": "2 x2, imprint 1 x1 + 2 x1"},
        level3=["spec3 of 1 x4 with 2 x2"],
    ),
    "one without a sky": Case(
        document=_pair(
            science={"exposures": [SCIENCE, ONE]},
            science_target={"background": []},
            taken=False,
            links=[],
        ),
        level2={"1": "none, imprint 1 x1"},
        apart="no background is meant",
    ),
    "at each position without a sky": Case(
        document=_pair(
            science={"exposures": [SCIENCE, EACH]},
            science_target={"background": []},
            taken=False,
            links=[],
        ),
        level2={"1": "none, imprint 1 x1"},
        apart="no background is meant",
    ),
}
