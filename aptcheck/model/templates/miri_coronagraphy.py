"""The MIRI Coronagraphic Imaging template."""

from aptcheck.model.place import Node
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.exposure import RampExposure

__all__ = ["CoronagraphExposure", "CoronagraphyTemplate"]


class CoronagraphExposure(RampExposure):
    """One filter of the list, with the mask that goes with it."""

    mask: str | None = None
    filter: str | None = None
    exposures: int | None = None


class CoronagraphyTemplate(Node):
    """The MIRI Coronagraphic Imaging form of one observation.

    ``quadrant`` is where the acquisition starts; a background has ``background_quadrant`` instead
    (both "1" to "4"); ``second_exposure`` repeats the observation in the opposite quadrant.
    ``psf_reference`` marks a reference star; ``psf_references`` are the numbers of the
    observations of reference stars that it names.
    """

    acquisition: Acquisition = Acquisition.model_construct()
    quadrant: str | None = None
    background_quadrant: str | None = None
    second_exposure: bool | None = None
    dither: str | None = None
    psf_reference: bool = False
    psf_references: tuple[int, ...] = ()
    exposures: tuple[CoronagraphExposure, ...] = ()
