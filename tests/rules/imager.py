"""The pair of simultaneous imaging that nothing can be said against."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import Document, dither, pair
from tests.judging import faults, findings

IMAGER: dict[str, Any] = {
    "primary": "IMAGER",
    "dithers": [dither("4-Point", "BACKGROUND")],
    "imaging": "F1000W",
}

#: Rules on position angles speak on every Imager primary, and APT's remark on images of one side on
#: every one whose science takes none; their own tests select them.
ANGLES = ("ORI", "BKG805")


def imager_pair(*, sky=None, sky_target=None, **changes) -> Document:
    """Make a pair whose background is a copy of the science target with Primary Channel = Imager."""
    clone = {"name": "NGC-1-CLONE", "north": 0, "keywords": [], "category": "Galaxy"}
    return pair(
        sky={**IMAGER, "label": "images", **(sky or {})},
        sky_target={**clone, **(sky_target or {})},
        **changes,
    )


def faults_beside_angles(xml, **config) -> list[str]:
    """Return what is found without the rules on position angles."""
    return faults(xml, ignore=ANGLES, **config)


def only_finding(xml, code, **config):
    """Return the one finding of a code."""
    (only,) = [f for f in findings(xml, **config) if f.code == code]
    return only
