"""NIRSpec fixed slits: level 3 decides, as for the IFU; at level 2 the sky joins the nods."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import fixed_slits, ifu, mosaic, time_series
from tests.oracle.of_modes.case import Case, Pairing
from tests.oracle.of_modes.mechanism import mechanism
from tests.oracle.pools import Row

__all__ = ["CASES", "PAIR"]

_M = [("G235M", "F170LP")]
PAIR = Pairing(make=fixed_slits, both={"settings": _M, "subpixel": "NONE"})
_SPEC3 = ["spec3 of 1 x1 with 2 x1"]

_OTHER_SLIT: dict[str, Any] = {
    "says": ["BKG211 warning"],
    "apart": "attached, though it is the spectrum of another slit",
}


def _slits(science: str, sky: str, **fields: Any) -> Case:
    """Both in a subarray that holds all slits."""
    both = {"subarray": "ALLSLITS"}
    return Case(
        document=PAIR(both=both, science={"slit": science}, sky={"slit": sky}),
        level2={"1": "none"},
        **fields,
    )


def _one_detector(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not (row.background and row.detector == "NRS2")]


CASES = {
    **mechanism(
        PAIR,
        sky="2 x1",
        level3=_SPEC3,
        alone=["spec3 of 1 x1", "spec3 of 2 x1"],
        readout="NRS",
        elsewhere=ifu(2, settings=_M),
    ),
    "on both detectors": Case(
        document=PAIR(both={"settings": [("G235H", "F170LP")]}),
        level2={"1": "2 x1"},
        level3=["spec3 of 1 x2 with 2 x2"],
    ),
    # The XML cannot select a detector.
    "the sky on one detector only": Case(
        document=PAIR(both={"settings": [("G235H", "F170LP")]}),
        level2={"1": "2 x1; none"},
        level3=["spec3 of 1 x2 with 2 x1"],
        rows=_one_detector,
    ),
    "a subpixel pattern": Case(
        document=PAIR(both={"subpixel": "SPECTRAL"}),
        level2={"1": "2 x2"},
        level3=["spec3 of 1 x2 with 2 x2"],
    ),
    "the sky lacks a grating": Case(
        document=PAIR(science={"settings": [*_M, ("G140M", "F100LP")]}),
        level2={"1 S200A1/G235M/F170LP": "2 x1", "1 S200A1/G140M/F100LP": "none"},
        level3=_SPEC3,
        says=["BKG203 error"],
    ),
    "another filter with the grating": Case(
        document=PAIR(
            science={"settings": [("G140M", "F100LP")]}, sky={"settings": [("G140M", "F070LP")]}
        ),
        level2={"1": "none"},
        says=["BKG203 error"],
    ),
    "another subarray": Case(
        document=PAIR(sky={"subarray": "ALLSLITS"}), level2={"1": "none"}, says=["BKG205 error"]
    ),
    "another slit in its own subarray": Case(
        document=PAIR(sky={"slit": "S400A1", "subarray": "SUBS400A1"}),
        level2={"1": "none"},
        says=["BKG211 error"],
    ),
    # Level 3 treats S200A1 and S200A2 as matching any other slit, on either side.
    "S200A1, sky S200A2": _slits("S200A1", "S200A2", level3=_SPEC3, **_OTHER_SLIT),
    "S200A1, sky S400A1": _slits("S200A1", "S400A1", level3=_SPEC3, **_OTHER_SLIT),
    "S400A1, sky S200A1": _slits("S400A1", "S200A1", level3=_SPEC3, **_OTHER_SLIT),
    "S400A1, sky S1600A1": _slits("S400A1", "S1600A1", says=["BKG211 error"]),
    "nods on both sides": Case(
        document=PAIR(both={"positions": "P_3"}),
        level2={"1": "1 x2 + 2 x3"},
        level3=["spec3 of 1 x3 with 2 x3"],
        says=["BKG119 info"],
    ),
    "nods with a subpixel pattern": Case(
        document=PAIR(both={"positions": "P_2", "subpixel": "SPECTRAL"}),
        level2={"1": "1 x2 + 2 x4"},
        level3=["spec3 of 1 x4 with 2 x4"],
        says=["BKG119 info"],
    ),
    "nods, sky at one position": Case(
        document=PAIR(science={"positions": "P_3"}),
        level2={"1": "1 x2 + 2 x1"},
        level3=["spec3 of 1 x3 with 2 x1"],
        says=["BKG119 info"],
    ),
    # At the ends of the row of five positions the nearest one is left out, between them both.
    "five nods in S1600A1": Case(
        document=PAIR(
            both={"slit": "S1600A1", "subarray": "ALLSLITS"}, science={"positions": "P_5"}
        ),
        level2={"1": "1 x2 + 2 x1; 1 x3 + 2 x1"},
        level3=["spec3 of 1 x5 with 2 x1"],
        says=["BKG119 info"],
    ),
    "nods without a link": Case(
        document=PAIR(both={"positions": "P_3"}, links=[]),
        level2={"1": "1 x2"},
        says=["BKG104 error"],
    ),
    "nods without a declaration": Case(
        document=PAIR(both={"positions": "P_3"}, science_target={"background": []}),
        level2={"1": "1 x2", "2": "2 x2"},
        says=["BKG102 error"],
    ),
    "a science mosaic of two tiles": Case(
        document=PAIR(science={"tiles": mosaic(1, 2)}),
        level2={"1": "2 x1"},
        level3=["spec3 of 1 x2 with 2 x1"],
    ),
    "a science mosaic of two tiles with nods": Case(
        document=PAIR(science={"tiles": mosaic(1, 2), "positions": "P_2"}),
        level2={"1": "1 x2 + 2 x1"},
        level3=["spec3 of 1 x4 with 2 x1"],
        says=["BKG119 info"],
    ),
    "the science is a time series": Case(
        document=PAIR(science={"special": [time_series()]}),
        level2={"1": "2 x1"},
        alone=["spec3 of 2 x1", "tso3 of 1 x1"],
        says=["BKG114 warning"],
    ),
}
