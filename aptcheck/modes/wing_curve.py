"""How much light of a star beside a field falls into it, and from how far off that is too much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from aptcheck.observatory.wings import Wings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["WingCurve", "over_rectangle"]

#: Beyond its 120 arcsec the table goes on as the light of an aperture with straight edges falls on
#: the mean, with the third power of distance, up to here: a few stars of the sky are so bright.
_SLOPE, _BEYOND_ARCSEC = -3.0, 600.0
#: Rings about the star in which its light over a field is summed.
_RINGS = 400


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WingCurve:
    """The light of a source of 1 over a field beside it.

    Attributes
    ----------
    wings : Wings
        The light by distance from the source.
    field_mean : tuple of float
        Mean surface brightness over the field, per square arcsec, of a source that stands outside
        it by each of the radii of ``wings``, where along its outline that is most. Falling.
    scattered : float
        How much the detector adds everywhere, a share.
    """

    wings: Wings
    field_mean: tuple[float, ...]
    scattered: float

    def brightness(self, flux_ujy: float, distance_arcsec: float) -> float:
        """Return the mean light over the field of a star outside it, microjansky/square arcsec.

        At this distance from the field, where along its outline that is most; 0 is its edge.
        """
        import numpy as np

        distances, logs = self._curve()
        return float(flux_ujy * np.exp(np.interp(distance_arcsec, distances, logs)))

    def radius_arcsec(self, flux_ujy: ArrayLike, brightness: float) -> Floats:
        """Return how far outside the field stars are as bright over it as some limit, arcsec.

        Parameters
        ----------
        flux_ujy : float array (n,)
            Microjansky; NaN where nothing is known.
        brightness : float
            Microjansky per square arcsec.

        Returns
        -------
        float array (n,)
            NaN for a star that is nowhere so bright outside the field; at most 600 arcsec.
        """
        import numpy as np

        flux = np.asarray(flux_ujy, dtype=float)
        distances, logs = self._curve()
        with np.errstate(divide="ignore", invalid="ignore"):
            wanted = np.log(brightness / flux)
        # brighter is nearer: the curve falls, np.interp wants it to rise
        radius = np.interp(-wanted, -logs, distances)
        result: Floats = np.where(wanted <= logs[0], radius, np.nan)
        return result

    def spike_factor(self, distance_arcsec: float) -> float:
        """Return how many times brighter than the mean over azimuth a diffraction spike is."""
        import numpy as np

        mean, spike = (
            np.interp(distance_arcsec, self.wings.radius_arcsec, np.log(light))
            for light in (self.wings.brightness, self.wings.spike)
        )
        return float(np.exp(spike - mean))

    def _curve(self) -> tuple[Floats, Floats]:
        """Return distances and the logarithm of the mean light of a source of 1, which falls."""
        import numpy as np

        radii, extra = self.wings.radius_arcsec, 1.0 + self.scattered
        beyond = self.field_mean[-1] * (_BEYOND_ARCSEC / radii[-1]) ** _SLOPE
        return (
            np.array([*radii, _BEYOND_ARCSEC]),
            np.log(extra * np.array([*self.field_mean, beyond])),
        )


@cache
def over_rectangle(wings: Wings, width: float, height: float) -> tuple[float, ...]:
    """Return the mean light over a rectangle of a source of 1 beside it, at each radius of a table.

    The source stands before the middle of one of its sides, arcsec, whichever brings more.
    """
    import numpy as np

    means = np.fmax(
        *(_before(wings, along, deep) for along, deep in ((width, height), (height, width)))
    )
    # the rings of the image are not those of the field: never brighter farther out
    return tuple(np.maximum.accumulate(means[::-1])[::-1].tolist())


def _before(wings: Wings, along: float, deep: float) -> Floats:
    """Return the same before the middle of one side, ``along`` by ``deep`` arcsec."""
    import numpy as np

    radii = np.array(wings.radius_arcsec)
    log_radii, log_light = np.log(radii[1:]), np.log(wings.brightness[1:])
    means = []
    for distance in radii:
        near, far = max(float(distance), 1e-3), float(np.hypot(distance + deep, along / 2))
        edges = np.geomspace(near, far, _RINGS + 1)
        middle = np.sqrt(edges[1:] * edges[:-1])
        # the directions from the star in which the rectangle lies, on either side of straight ahead
        widest = np.fmin(np.arccos(distance / middle), np.arcsin(np.fmin(along / 2 / middle, 1)))
        beyond = np.arccos(np.fmin((distance + deep) / middle, 1.0))
        covered = np.fmax(widest - beyond, 0.0) / np.pi
        light = np.exp(np.interp(np.log(middle), log_radii, log_light))
        light *= np.fmax(middle / radii[-1], 1.0) ** _SLOPE
        rings = np.pi * (edges[1:] ** 2 - edges[:-1] ** 2)
        means.append(float((light * covered * rings).sum()) / (along * deep))
    return np.array(means)
