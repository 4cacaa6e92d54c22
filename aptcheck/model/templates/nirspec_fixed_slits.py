"""The NIRSpec Fixed Slit Spectroscopy template."""

from aptcheck.model.place import Node
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.exposure import RampExposure

__all__ = ["FixedSlitExposure", "FixedSlitTemplate"]


class FixedSlitExposure(RampExposure):
    """One row of the exposure list."""

    grating: str | None = None
    filter: str | None = None


class FixedSlitTemplate(Node):
    """The NIRSpec Fixed Slit Spectroscopy form of one observation.

    ``primary_positions`` are the nods along the slit, 1 if the form says NONE;
    ``subpixel_pattern`` is upper case: NONE, SPECTRAL, SPATIAL, BOTH.
    """

    acquisition: Acquisition = Acquisition.model_construct()
    slit: str | None = None
    subarray: str | None = None
    primary_positions: int | None = None
    subpixel_pattern: str | None = None
    exposures: tuple[FixedSlitExposure, ...] = ()
