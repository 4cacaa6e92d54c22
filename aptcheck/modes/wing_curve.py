"""How much light of a star beside a field falls into it, and within what distance it matters."""

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

#: Beyond 120 arcsec, where the table ends, the light falls with the third power of distance, as on
#: average for an aperture with straight edges, up to here: a few stars are that bright.
_SLOPE, _BEYOND_ARCSEC = -3.0, 600.0
#: Rings around the star over which its light in a field is summed.
_RINGS = 400


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WingCurve:
    """The light of a source of 1 over a field beside it.

    Attributes
    ----------
    wings : Wings
        The light by distance from the source.
    field_mean : tuple of float
        Mean surface brightness over the field, per square arcsec, of a source outside it by each
        of the radii of ``wings``, at the point of its outline where that is most. Falling.
    scattered : float
        The share that the detector adds everywhere.
    """

    wings: Wings
    field_mean: tuple[float, ...]
    scattered: float

    def brightness(self, flux_ujy: float, distance_arcsec: float) -> float:
        """Return the mean light over the field of a star outside it, microjansky/square arcsec.

        The distance is from the field's edge, at the point of its outline where that is most.
        """
        import numpy as np

        distances, logs = self._curve()
        return float(flux_ujy * np.exp(np.interp(distance_arcsec, distances, logs)))

    def radius_arcsec(self, flux_ujy: ArrayLike, brightness: float) -> Floats:
        """Return how far outside the field stars reach some brightness over it, arcsec.

        Parameters
        ----------
        flux_ujy : float array (n,)
            Microjansky; NaN where not known.
        brightness : float
            Microjansky per square arcsec.

        Returns
        -------
        float array (n,)
            NaN for a star that is nowhere that bright outside the field; at most 600 arcsec.
        """
        import numpy as np

        flux = np.asarray(flux_ujy, dtype=float)
        distances, logs = self._curve()
        with np.errstate(divide="ignore", invalid="ignore"):
            wanted = np.log(brightness / flux)
        # brighter means nearer: the curve falls, but np.interp needs it to rise
        radius = np.interp(-wanted, -logs, distances)
        result: Floats = np.where(wanted <= logs[0], radius, np.nan)
        return result

    def spike_factor(self, distance_arcsec: float) -> float:
        """Return how many times brighter a diffraction spike is than the mean over azimuth."""
        import numpy as np

        mean, spike = (
            np.interp(distance_arcsec, self.wings.radius_arcsec, np.log(light))
            for light in (self.wings.brightness, self.wings.spike)
        )
        return float(np.exp(spike - mean))

    def _curve(self) -> tuple[Floats, Floats]:
        """Return distances and the logarithm of the mean light of a source of 1, falling."""
        import numpy as np

        radii, extra = self.wings.radius_arcsec, 1.0 + self.scattered
        beyond = self.field_mean[-1] * (_BEYOND_ARCSEC / radii[-1]) ** _SLOPE
        return (
            np.array([*radii, _BEYOND_ARCSEC]),
            np.log(extra * np.array([*self.field_mean, beyond])),
        )


@cache
def over_rectangle(wings: Wings, width: float, height: float) -> tuple[float, ...]:
    """Return the mean light over a rectangle of a source of 1 beside it, at each table radius.

    The source is opposite the middle of one of its sides, whichever brings more light; arcsec.
    """
    import numpy as np

    means = np.fmax(
        *(_before(wings, along, deep) for along, deep in ((width, height), (height, width)))
    )
    # the rings of the image are not those of the field: never let it be brighter farther out
    return tuple(np.maximum.accumulate(means[::-1])[::-1].tolist())


def _before(wings: Wings, along: float, deep: float) -> Floats:
    """Return the same opposite the middle of one side, ``along`` by ``deep`` arcsec."""
    import numpy as np

    radii = np.array(wings.radius_arcsec)
    log_radii, log_light = np.log(radii[1:]), np.log(wings.brightness[1:])
    means = []
    for distance in radii:
        near, far = max(float(distance), 1e-3), float(np.hypot(distance + deep, along / 2))
        edges = np.geomspace(near, far, _RINGS + 1)
        middle = np.sqrt(edges[1:] * edges[:-1])
        # the directions from the star towards the rectangle, on either side of straight ahead
        widest = np.fmin(np.arccos(distance / middle), np.arcsin(np.fmin(along / 2 / middle, 1)))
        beyond = np.arccos(np.fmin((distance + deep) / middle, 1.0))
        covered = np.fmax(widest - beyond, 0.0) / np.pi
        light = np.exp(np.interp(np.log(middle), log_radii, log_light))
        light *= np.fmax(middle / radii[-1], 1.0) ** _SLOPE
        rings = np.pi * (edges[1:] ** 2 - edges[:-1] ** 2)
        means.append(float((light * covered * rings).sum()) / (along * deep))
    return np.array(means)
