"""How a message tells of a background where no background is of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.wording import excerpt, in_targets, named, numbered

if TYPE_CHECKING:
    from aptcheck.background.unpaired import UnpairedList

__all__ = ["clearing", "listed_skies", "told"]

#: Templates by their names in the file, as astronomers call them.
_CALLED = {
    "NircamGrismTimeSeries": "NIRCam grism time series",
    "NircamTimeSeries": "NIRCam time-series imaging",
    "NircamWfss": "NIRCam WFSS",
    "NirissSoss": "NIRISS SOSS",
    "NirissWfss": "NIRISS WFSS",
    "NirspecBrightObjectTimeSeries": "NIRSpec bright object time series",
    "NirspecMOS": "NIRSpec MOS",
}


def told(found: UnpairedList) -> str:
    """Return ``Observation 1 (NIRISS WFSS)``."""
    numbers = [science.number for science in found.sciences]
    called = _CALLED.get(found.template) or excerpt(found.template)
    if found.is_slitless and found.is_miri:
        called = "MIRI WFSS"
    return f"{numbered('Observation', numbers)} ({called})"


def listed_skies(found: UnpairedList) -> str:
    """Return the names on the list, and the observations in the same template, if any."""
    names = named(r.name or r.text for r in found.target.backgrounds)
    skies = [sky.number for sky in found.skies]
    return f"{names} ({numbered('observation', skies)})" if skies else names


def clearing(found: UnpairedList, unless: str) -> str:
    """Return the sentence that takes the list from the entry, and what else can be done."""
    return in_targets(f"clear the background checkbox and the list, {unless}", found.target.name)
