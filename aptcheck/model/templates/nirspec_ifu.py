"""The NIRSpec IFU Spectroscopy template."""

from aptcheck.model.place import Node
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.exposure import RampExposure

__all__ = ["IfuExposure", "IfuTemplate"]


class IfuExposure(RampExposure):
    """One row of the exposure list; a leakage calibration (``leakcal``) is a row of its own.

    ``dithered`` is the row's Dither checkbox, None if the file does not say.
    """

    grating: str | None = None
    filter: str | None = None
    leakcal: bool = False
    dithered: bool | None = None


class IfuTemplate(Node):
    """The NIRSpec IFU Spectroscopy form of one observation.

    ``dither_type`` is upper case (NONE, 4-POINT-NOD, CYCLING, ...); ``starting_point`` and
    ``number_of_points`` belong to a cycling pattern; the number is counted if a sparse one lists
    its points.
    """

    acquisition: Acquisition = Acquisition.model_construct()
    dither_type: str | None = None
    dither_size: str | None = None
    starting_point: int | None = None
    number_of_points: int | None = None
    exposures: tuple[IfuExposure, ...] = ()
