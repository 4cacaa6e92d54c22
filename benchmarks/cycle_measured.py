"""What real programmes are like, measured, for the invented cycle of `cycle.py`.

Two sources, of which nothing is kept but these numbers:

- 217 public programmes with a mode that aptcheck judges, of 2,402 observations and 867 pairs,
  rebuilt as XML from what STScI prints of each (172 with the MRS, 45 chosen for another mode).
  They say how many observations and pairs a programme has, in which modes, how deep and how far
  apart. They are not a fair sample of JWST: every one has a mode that is judged.
- 169 original files of APT, 76 .aptx and 93 .xml, of 10 public repositories, of which 19 were at
  hand with their bytes. They say how large a file is, and of what.

`QUANTILES` are those of the programmes at `SHARES`; of a length, those of the files that hold it.
"""

from __future__ import annotations

import math
from random import Random

__all__ = [
    "ACQUIRED_POINTS",
    "ALL_GRATINGS",
    "APTX",
    "AS_A_POINT",
    "BEYOND",
    "DEPTHS",
    "EXTENDED",
    "FAULTS",
    "JUDGED",
    "MODES",
    "MOVING",
    "OTHERS",
    "PAIRS",
    "QUANTILES",
    "RECORDS",
    "SHARES",
    "drawn",
]

#: Those of `QUANTILES`.
SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)

QUANTILES: dict[str, tuple[float, ...]] = {
    # Median distance of the pairs of a programme, arcsec, and Ngroups of the science.
    "separation miri-mrs": (2, 20, 49, 87, 208, 946, 8_792),
    "separation nirspec-ifu": (5, 24, 36, 68, 428, 7_110, 7_189),
    "separation miri-imaging": (10, 83, 142, 194, 804, 1_385, 1_937),
    "separation miri-coronagraphy": (89, 89, 126, 165, 860, 9_182, 9_182),
    "separation miri-lrs-slit": (12, 12, 15, 30, 45, 98, 165),
    "groups miri-mrs": (5, 10, 20, 30, 52, 100, 200),
    "groups nirspec-ifu": (3, 5, 9, 15, 20, 50, 65),
    "groups miri-imaging": (5, 5, 7, 20, 25, 32, 43),
    "groups miri-coronagraphy": (30, 30, 300, 500, 1_251, 1_251, 1_251),
    "groups miri-lrs-slit": (8, 10, 15, 18, 32, 49, 108),
    # Characters of the abstract, of the lists of people and keywords, of the history of a file and
    # of what the Visit Planner stored for one visit (589 records).
    "abstract": (20, 150, 250, 350, 1_300, 1_630, 2_742),
    "people": (1_000, 5_200, 5_600, 9_500, 14_700, 23_000, 24_600),
    "history": (4_462, 4_700, 5_000, 14_000, 21_800, 49_350, 82_600),
    "planner": (8_000, 20_500, 24_000, 29_100, 45_000, 69_500, 90_000),
    # Characters of the catalogue of a NIRSpec MOS programme.
    "catalogue": (100_000, 250_000, 400_000, 500_000, 1_500_000, 2_400_000, 2_400_000),
}

#: Programmes by the mode of their pairs; the LRS with and without the slit is one here.
MODES = {
    "miri-mrs": 117,
    "nirspec-ifu": 23,
    "miri-imaging": 19,
    "miri-coronagraphy": 9,
    "miri-lrs-slit": 5,
}

#: Programmes by how many science and background observations are paired; 56 have no pair.
PAIRS = {
    (0, 0): 56,
    (1, 1): 39,
    (2, 2): 19,
    (3, 3): 15,
    (4, 4): 14,
    (6, 6): 10,
    (2, 1): 9,
    (3, 2): 7,
    (5, 5): 7,
    (7, 7): 6,
    (8, 8): 3,
    (5, 1): 2,
    (12, 2): 2,
    (5, 2): 2,
    (4, 3): 2,
    (11, 11): 2,
    (24, 24): 1,
}

#: Programmes by how many observations they have beyond the pairs; seven of ten are judged too.
_BEYOND = (
    (79, 15, 23, 17, 20, 10, 12, 2, 7, 3, 6, 2, 3, 0, 3, 1, 0, 1, 1, 2, 1, 0, 1, 0, 0, 2, 0, 1, 1),
    {32: 1, 34: 1, 40: 1, 131: 1},
)
BEYOND = {**dict(enumerate(_BEYOND[0])), **_BEYOND[1]}
JUDGED = 727 / 1_043

#: Programmes with the MRS by the exposure of the background over that of the science.
DEPTHS = {1.0: 56, 0.5: 29, 0.25: 26, 0.67: 1, 0.6: 1, 0.05: 6}

#: Programmes in which a pair is not declared, not held together, or its exposures do not match; of
#: the 161 with pairs. Each is drawn for itself.
FAULTS = {"undeclared": 28 / 161, "interruptible": 9 / 161, "unmatched": 20 / 161}

#: Targets by the field Extended.
EXTENDED = {"Unknown": 631, "YES": 574, "NO": 525}
#: Observations of the MRS with a target acquisition, as if all of them were of point sources.
ACQUIRED_POINTS = 329 / 1_224 / (525 / 1_730)
#: Programmes of point sources whose dither is one for point sources: all but 8 of about 66.
AS_A_POINT = 1 - 8 / 66
#: Observations of the MRS with all three gratings.
ALL_GRATINGS = 1_115 / 1_313
#: Targets in the solar system.
MOVING = 149 / 1_735
#: Files that are archives.
APTX = 76 / 169

#: Records of the Visit Planner for one observation, of nine archives: APT keeps the old ones, and
#: those of the programme that it was copied from. Left out is a tenth, of NIRSpec MOS, with 50.
RECORDS = (0.0, 419 / 110, 4 / 6, 17 / 5, 8 / 8, 1 / 1, 8 / 4, 24 / 4, 8 / 4)

#: Observations by template, of those that are not judged.
OTHERS = {
    "NircamImaging": 98,
    "NirspecFixedSlitSpectroscopy": 35,
    "NircamCoronagraphicImaging": 24,
    "NirissApertureMaskingInterferometry": 6,
    "NirspecMOS": 2,
    "NirspecBrightObjectTimeSeries": 2,
    "NircamWideFieldSlitlessSpectroscopy": 1,
}


def drawn(what: str, dice: Random) -> float:
    """Draw a number from `QUANTILES`, evenly in its logarithm between two of them."""
    known, at = QUANTILES[what], dice.random()
    upper = next(place for place, share in enumerate(SHARES) if at <= share and place)
    share = (at - SHARES[upper - 1]) / (SHARES[upper] - SHARES[upper - 1])
    low, high = math.log(known[upper - 1]), math.log(known[upper])
    return math.exp(low + share * (high - low))
