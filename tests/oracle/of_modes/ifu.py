"""The NIRSpec IFU: level 3 decides, since the grating wheel has moved where level 2 would subtract.

Level 2 compares grating and filter, and separates nods from other patterns; level 3 compares only
the grating and the pattern, and gives its product the spectra of the sky.
"""

from __future__ import annotations

from typing import Any

from aptcheck.testing import fixed_slits, group, ifu, mosaic, time_series
from tests.oracle.of_modes.case import Case, Pairing
from tests.oracle.of_modes.mechanism import mechanism
from tests.oracle.pools import Row

__all__ = ["CASES", "PAIR"]

PRISM = [("PRISM", "CLEAR")]
PAIR = Pairing(make=ifu, both={"settings": PRISM, "points": 2})
_SPEC3 = ["spec3 of 1 x2 with 2 x2"]
_FLAGS = "attached, and flags the wavelengths that the sky does not cover"
_FILTERS = ("F070LP", "F100LP")

#: How the dither patterns of the pairs are set.
PATTERNS: dict[str, dict[str, Any]] = {
    "CYCLING": {"dither": "CYCLING", "points": 2},
    "CYCLING of 3 points": {"dither": "CYCLING", "points": 3},
    "SPARSE-CYCLING": {"dither": "SPARSE-CYCLING", "points": None, "listed": "1, 5"},
    "4-POINT-DITHER": {"dither": "4-POINT-DITHER", "points": None},
    "2-POINT-NOD": {"dither": "2-POINT-NOD", "points": None},
    "4-POINT-NOD": {"dither": "4-POINT-NOD", "points": None},
    "no dither": {"dithered": False},
}


def _patterns(science: str, sky: str, level2: str, *level3: str, **fields: Any) -> Case:
    return Case(
        document=PAIR(science=PATTERNS[science], sky=PATTERNS[sky]),
        level2={"1": level2},
        level3=level3,
        **fields,
    )


def _one_detector(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not (row.background and row.detector == "NRS2")]


_DIFFERENT: dict[str, Any] = {"says": ["BKG410 error"]}

CASES = {
    **mechanism(
        PAIR,
        sky="2 x2",
        level3=_SPEC3,
        alone=["spec3 of 1 x2", "spec3 of 2 x2"],
        readout="NRSRAPID",
        elsewhere=fixed_slits(2, settings=PRISM),
    ),
    "on both detectors": Case(
        document=PAIR(both={"settings": [("G235H", "F170LP")]}),
        level2={"1": "2 x2"},
        level3=["spec3 of 1 x4 with 2 x4"],
    ),
    # The XML cannot select a detector.
    "the sky on one detector only": Case(
        document=PAIR(both={"settings": [("G235H", "F170LP")]}),
        level2={"1": "2 x2; none"},
        level3=["spec3 of 1 x4 with 2 x2"],
        rows=_one_detector,
    ),
    "the sky lacks a grating": Case(
        document=PAIR(science={"settings": [*PRISM, ("G235M", "F170LP")]}),
        level2={"1 PRISM/CLEAR": "2 x2", "1 G235M/F170LP": "none"},
        level3=_SPEC3,
        alone=["spec3 of 1 x2", "spec3 of 2 x2"],
        says=["BKG203 error"],
    ),
    "another grating": Case(
        document=PAIR(sky={"settings": [("G235M", "F170LP")]}),
        level2={"1": "none"},
        says=["BKG203 error"],
    ),
    "another filter with the grating": Case(
        document=PAIR(
            science={"settings": [("G140M", _FILTERS[1])]},
            sky={"settings": [("G140M", _FILTERS[0])]},
        ),
        level2={"1": "none"},
        level3=_SPEC3,
        says=["BKG210 error"],
        apart=_FLAGS,
    ),
    "another filter with the grating, on both detectors": Case(
        document=PAIR(
            science={"settings": [("G140H", _FILTERS[1])]},
            sky={"settings": [("G140H", _FILTERS[0])]},
        ),
        level2={"1": "none"},
        level3=["spec3 of 1 x4 with 2 x2"],
        says=["BKG210 error"],
        apart=_FLAGS,
    ),
    "a science mosaic of two tiles": Case(
        document=PAIR(science={"tiles": mosaic(1, 2)}),
        level2={"1": "2 x2"},
        level3=["spec3 of 1 x4 with 2 x2"],
    ),
    "a second sky": Case(
        document=PAIR(more=[PAIR.another(3, 2)], links=[group(2, 1, 3)]),
        level2={"1": "2 x2 + 3 x2"},
        level3=None,
    ),
    "the science is a time series": Case(
        document=PAIR(science={"special": [time_series()]}),
        level2={"1": "none"},
        says=["BKG114 warning"],
    ),
    "CYCLING, sky of 3 points": _patterns(
        "CYCLING", "CYCLING of 3 points", "2 x3", "spec3 of 1 x2 with 2 x3"
    ),
    "no dither on either side": _patterns(
        "no dither", "no dither", "2 x1", "spec3 of 1 x1 with 2 x1"
    ),
    "CYCLING, sky SPARSE-CYCLING": _patterns("CYCLING", "SPARSE-CYCLING", "2 x2", **_DIFFERENT),
    "4-POINT-DITHER, sky CYCLING": _patterns("4-POINT-DITHER", "CYCLING", "2 x2", **_DIFFERENT),
    "CYCLING, sky without dither": _patterns("CYCLING", "no dither", "2 x1", **_DIFFERENT),
    "4-POINT-DITHER, sky without dither": _patterns(
        "4-POINT-DITHER", "no dither", "2 x1", **_DIFFERENT
    ),
    "CYCLING, sky nodded": _patterns("CYCLING", "4-POINT-NOD", "none", **_DIFFERENT),
    "2-POINT-NOD, sky 4-POINT-NOD": _patterns("2-POINT-NOD", "4-POINT-NOD", "1 x1", **_DIFFERENT),
    "4-POINT-NOD, sky 4-POINT-DITHER": _patterns(
        "4-POINT-NOD", "4-POINT-DITHER", "1 x3", **_DIFFERENT
    ),
    "4-POINT-NOD, sky without dither": _patterns("4-POINT-NOD", "no dither", "1 x3", **_DIFFERENT),
    "2-POINT-NOD on both sides": _patterns(
        "2-POINT-NOD",
        "2-POINT-NOD",
        "1 x1 + 2 x2",
        "spec3 of 1 x2 with 2 x2",
        says=["BKG119 info"],
    ),
    "4-POINT-NOD on both sides": _patterns(
        "4-POINT-NOD",
        "4-POINT-NOD",
        "1 x3 + 2 x4",
        "spec3 of 1 x4 with 2 x4",
        says=["BKG119 info"],
    ),
    "4-POINT-NOD, one of two skies nodded": Case(
        document=PAIR(
            both=PATTERNS["4-POINT-NOD"],
            more=[PAIR.another(3, 2, **PATTERNS["CYCLING"])],
            links=[group(1, 2, 3)],
        ),
        level2={"1": "1 x3 + 2 x4"},
        level3=None,
        says=["BKG119 info"],
    ),
    "CYCLING, neither of two skies": Case(
        document=PAIR(
            sky=PATTERNS["4-POINT-NOD"],
            more=[PAIR.another(3, 2, **PATTERNS["4-POINT-DITHER"])],
            links=[group(1, 2, 3)],
        ),
        level2={"1": "3 x4"},
        level3=None,
        **_DIFFERENT,
    ),
    "4-POINT-NOD without a sky": Case(
        document=PAIR(
            science=PATTERNS["4-POINT-NOD"],
            science_target={"background": []},
            taken=False,
            links=[],
        ),
        level2={"1": "1 x3"},
        alone=["spec3 of 1 x4"],
        apart="no background is meant",
    ),
}
