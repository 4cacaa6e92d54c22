"""The MIRI Imaging template."""

from aptcheck.model.place import Node
from aptcheck.model.templates.exposure import RampExposure

__all__ = ["ImagerDither", "ImagerExposure", "ImagingTemplate"]


class ImagerDither(Node):
    """One entry of the Dithers list, named ``Dither <index>`` by the exposures.

    ``dither_type`` (2-POINT, 4-POINT-SETS, REULEAUX, CYCLING, SPARSE-CYCLING, or one for a parallel
    instrument) and ``optimized_for`` are upper case, as for the MRS. ``number_of_points`` belongs
    to a cycling pattern, and is counted if a sparse one lists its points; ``number_of_sets``
    belongs to one in sets. A file keeps both, whatever the type.
    """

    index: int
    dither_type: str | None = None
    optimized_for: str | None = None
    pattern_size: str | None = None
    number_of_points: int | None = None
    number_of_sets: int | None = None


class ImagerExposure(RampExposure):
    """One filter of the list.

    ``dither`` is None for ``None`` and for a text that names no pattern; see ``dither_text``.
    """

    filter: str | None = None
    exposures: int | None = None
    dither_text: str | None = None
    dither: int | None = None

    @property
    def undithered(self) -> bool:
        """Whether the exposure is not dithered, or its dither is not given."""
        return (self.dither_text or "NONE").strip().upper() == "NONE"


class ImagingTemplate(Node):
    """The MIRI Imaging form of one observation."""

    subarray: str | None = None
    dithers: tuple[ImagerDither, ...] = ()
    exposures: tuple[ImagerExposure, ...] = ()

    def pattern(self, exposure: ImagerExposure) -> ImagerDither | None:
        """Return the dither pattern that an exposure names, None if it names none."""
        return next((d for d in self.dithers if d.index == exposure.dither), None)
