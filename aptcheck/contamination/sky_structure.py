"""Structure in an image of the sky that no catalogue lists: a field against its surroundings.

Nebulae, cirrus and the outskirts of galaxies are not sources, so that a field full of them may meet
none. An image shows them, as far as they differ from place to place: its level has no meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Indices: TypeAlias = NDArray[np.intp]

__all__ = ["STRUCTURE_LIMIT", "Structure", "structure_in", "surroundings_arcsec"]

STRUCTURE_LIMIT = 4.0
"""From how many times the scatter of its surroundings on a field has structure.

aptcheck's own judgement: of images of noise alone, correlated over 6.5 to 17 arcsec as in the Atlas
Images of WISE, 2 to 4 in 1,000 reach it (six sets of 4,000, fields of 5 and 10 arcsec). At most 3
in 10,000 reach 5, and 2 to 4 in 100 reach 3.
"""

#: How far the surroundings reach, in radii of the disc, and how far the discs put into them are
#: apart. Within 60 arcsec no second disc of W4 has room beside the first.
_SURROUNDINGS = 5.0
_APART = 0.5
#: Share of the pixels of a disc that must have a value, and of such discs in the surroundings.
_MEASURED = 0.8
_PLACED = 0.5
#: From the median absolute deviation to the standard deviation of a normal distribution.
_SIGMA = 1.4826
_GAPS = "has gaps there"


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """How a field differs from its surroundings, in times of their scatter.

    Attributes
    ----------
    excess : float
        How much brighter the disc of the field is than its surroundings; negative where fainter.
    gradient : float
        How much brighter one side of the disc is than the other, in either direction.
    reason : str or None
        Why nothing was measured, as a clause about the image; both numbers are then 0.
    """

    excess: float = 0.0
    gradient: float = 0.0
    reason: str | None = None

    @property
    def seen(self) -> bool:
        """Whether there is structure. If not, the field need not be empty."""
        return max(self.excess, self.gradient) >= STRUCTURE_LIMIT


def surroundings_arcsec(reach_arcsec: float, fwhm_arcsec: float) -> float:
    """Return how far from the middle of a field an image of it must reach, arcsec."""
    return _SURROUNDINGS * (reach_arcsec + fwhm_arcsec)


def structure_in(
    image: Floats, pixel_arcsec: float, reach_arcsec: float, fwhm_arcsec: float
) -> Structure:
    """Return how the field in the middle of an image differs from its surroundings.

    The disc that the field sweeps, widened by the width of a point source, is compared with as
    large discs in an annulus of up to five times its radius. Their scatter includes how the noise
    of neighbouring pixels is correlated, and how uneven the sky is there. Medians and the median
    absolute deviation let a few stars pass.

    Without contrast nothing is seen: neither a nebula that fills field and surroundings evenly, nor
    structure that is as strong everywhere around the field as in it.

    Parameters
    ----------
    image : float array, shape (n, n)
        Any unit; NaN where there is no value. The field is in the middle.
    pixel_arcsec : float
        Width of a pixel.
    reach_arcsec : float
        How far from the middle the field reaches at any angle.
    fwhm_arcsec : float
        Of a point source in the image.
    """
    import numpy as np

    radius = (reach_arcsec + fwhm_arcsec) / pixel_arcsec
    down, across = _disc(radius)
    rows, columns = _places(radius, image.shape)
    whole = _whole(rows, radius, image.shape[0]) & _whole(columns, radius, image.shape[1])
    if not whole[0]:
        return Structure(reason=_GAPS)
    values = image[rows[whole, None] + down, columns[whole, None] + across]
    known = np.isfinite(values).mean(axis=1) >= _MEASURED
    if not known[0] or known[1:].sum() < _PLACED * (len(whole) - 1):
        return Structure(reason=_GAPS)
    values = np.where(np.isfinite(values), values, np.nan)[known]

    level = _medians(values)
    tilt = np.stack(
        [_medians(values[:, way > 0]) - _medians(values[:, way < 0]) for way in (across, down)]
    )
    level_scatter, tilt_scatter = _deviation(level[None, 1:]), _deviation(tilt[:, 1:])
    if not (level_scatter > 0 and tilt_scatter > 0):
        return Structure(reason="has the same value nearly everywhere")
    return Structure(
        excess=float((level[0] - np.median(level[1:])) / level_scatter),
        gradient=float(np.hypot(*tilt[:, 0]) / tilt_scatter),
    )


def _disc(radius: float) -> tuple[Indices, Indices]:
    """Return the pixels of a disc, as rows and columns from its middle."""
    import numpy as np

    side = np.arange(-int(radius), int(radius) + 1)
    rows, columns = np.meshgrid(side, side, indexing="ij")
    inside = np.hypot(rows, columns) <= radius
    return rows[inside], columns[inside]


def _places(radius: float, shape: tuple[int, ...]) -> tuple[Indices, Indices]:
    """Return the middles of the discs, rows and columns: the field first, then those around it."""
    import numpy as np

    far = _SURROUNDINGS - 1.0
    side = np.arange(-far, far + _APART, _APART)
    rows, columns = np.meshgrid(side, side, indexing="ij")
    distance = np.hypot(rows, columns)
    # clear of the field, and within the surroundings
    around = (distance >= 2.0) & (distance <= far)
    row, column = (
        (size - 1) // 2 + np.rint(radius * np.append(0.0, along[around])).astype(np.intp)
        for size, along in zip(shape, (rows, columns), strict=True)
    )
    return row, column


def _whole(middles: Indices, radius: float, size: int) -> NDArray[np.bool_]:
    """Return which discs are within an image along one of its sides."""
    inside: NDArray[np.bool_] = (middles >= int(radius)) & (middles < size - int(radius))
    return inside


def _medians(values: Floats) -> Floats:
    """Return the median of each row without its gaps; numpy's own takes long for many rows."""
    import numpy as np

    ordered, known = np.sort(values, axis=1), np.isfinite(values).sum(axis=1)
    each = np.arange(len(values))
    middle: Floats = (ordered[each, (known - 1) // 2] + ordered[each, known // 2]) / 2.0
    return middle


def _deviation(values: Floats) -> float:
    """Return the standard deviation of rows of values about the median of each, robustly."""
    import numpy as np

    return float(_SIGMA * np.median(np.abs(values - np.median(values, axis=1, keepdims=True))))
