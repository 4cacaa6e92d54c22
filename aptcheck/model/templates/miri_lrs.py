"""The MIRI Low Resolution Spectroscopy template: with or without the slit."""

from aptcheck.model.place import Node
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.exposure import RampExposure

__all__ = ["LrsExposure", "LrsTemplate"]


class LrsExposure(RampExposure):
    """The exposure of the form, which has no list and so one row."""

    exposures: int | None = None


class LrsTemplate(Node):
    """The MIRI Low Resolution Spectroscopy form of one observation; Subarray decides its mode.

    ``dither_type`` is upper case with single blanks: NONE, ALONG SLIT NOD, MAPPING. The numbers of
    steps belong to MAPPING.
    """

    acquisition: Acquisition = Acquisition.model_construct()
    subarray: str | None = None
    dither_type: str | None = None
    spectral_steps: int | None = None
    spatial_steps: int | None = None
    exposures: tuple[LrsExposure, ...] = ()

    @property
    def is_slitless(self) -> bool:
        """Whether the subarray is one without the slit (such as SLITLESSPRISM)."""
        return "SLITLESS" in (self.subarray or "")
