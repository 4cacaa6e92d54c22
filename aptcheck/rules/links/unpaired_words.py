"""Words for a background that is declared where the pipeline uses none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    excerpt,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from aptcheck.background.unpaired import UnpairedList

__all__ = ["clearing", "listed_skies", "sciences_words"]

#: What astronomers call the templates, by their names in the file.
_CALLED = {
    "NircamGrismTimeSeries": "NIRCam grism time series",
    "NircamTimeSeries": "NIRCam time-series imaging",
    "NircamWfss": "NIRCam WFSS",
    "NirissSoss": "NIRISS SOSS",
    "NirissWfss": "NIRISS WFSS",
    "NirspecBrightObjectTimeSeries": "NIRSpec bright object time series",
    "NirspecMOS": "NIRSpec MOS",
}


def sciences_words(found: UnpairedList) -> str:
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
    """Return the sentence that clears checkbox and list of the target, with the alternative."""
    return in_targets(
        f"clear the {BACKGROUND_CHECKBOX} and the {BACKGROUND_LIST}, {unless}",
        found.target.name,
        folder=found.target.folder,
    )
