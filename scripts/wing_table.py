"""Write how far a star's light extends in each band, from a simulated JWST pupil.

The pupil is poppy's: 18 hexagons of 1.32 m across their flats (JDox "JWST Telescope", read
2026-11), and a wavefront error of 75 nm (in flight it is 60 to 80: Rigby et al. 2023, PASP 135,
048001). Gaps of 7 mm, three struts of 0.11 m and the slope -3 of the error's power spectrum are
aptcheck's own simplification: the light beyond a few arcsec is that of the segments' edges. Each
band is the mean of five wavelengths. The core is broadened to the width measured for the MRS (Law
et al. 2023, AJ 166, 45, equation 1), or by a pixel in other modes. The detector's
scattering is not included, nor what the masks and stops of a coronagraph do to a star beside them.

Run with the extra `oracle` installed (8 minutes and 3 GB):  python -m scripts.wing_table
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import astropy.units as u
import numpy as np
import poppy
import scipy.fft
from scipy.ndimage import gaussian_filter

from aptcheck.modes.mrs.apertures import mrs_aperture
from aptcheck.modes.mrs.band_limits import fwhm_at
from aptcheck.observatory.bands import bands_of_other_modes
from aptcheck.observatory.sensitivity import mrs_bands

DATA = Path(__file__).parents[1] / "aptcheck" / "observatory" / "data"
TABLE, OTHERS = DATA / "mrs-wings.csv", DATA / "wings-of-other-modes.csv"

#: Radii of the table, arcsec, and one beyond it, since a field is not a point.
RADII = np.array(
    [
        *(0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6),
        *(7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 25, 28, 32, 36, 40, 45, 50, 56, 63, 71),
        *(80, 90, 100, 110, 120, 140),
    ],
    dtype=float,
)

PIXEL_M = 0.002
PUPIL, GRID = 3400, 8192
WAVELENGTHS, SECTORS = 5, 72
#: The image is broadened within this many arcsec of the star.
CORE_ARCSEC = 6.0
#: Pixels of the field and places of a star outside it, for the mean over the field.
FIELD_PIXEL_ARCSEC, PLACES = 0.05, 9

HEADER = """\
# How far the light of a point source reaches in each band of the MRS, as simulated by
# scripts/wing_table.py, not measured. All for a source of 1, radii and distances in arcsec.
# brightness: surface brightness at this radius, mean over azimuth, per square arcsec; spike: the
# same, 95th percentile of the sectors of 5 degrees; encircled: share of the light within it;
# field_mean: mean brightness over the field of the band, of a source this far outside it,
# at the point of its outline where it is largest.
"""
HEADER_OF_OTHERS = """\
# How far the light of a point source reaches in each band of modes other than the MRS, as simulated
# by scripts/wing_table.py, not measured. All for a source of 1, radii in arcsec.
# brightness: surface brightness at this radius, mean over azimuth, per square arcsec; spike: the
# same, 95th percentile of the sectors of 5 degrees; encircled: share of the light within it.
"""
#: Beyond the image, which is smaller at short wavelengths, light falls like that of straight edges.
EDGE_SLOPE = -3.0


def pupil() -> np.ndarray:
    """Return the transmission of the pupil, (PUPIL, PUPIL)."""
    wave = poppy.Wavefront(npix=PUPIL, diam=PUPIL * PIXEL_M * u.m, wavelength=5e-6)
    mirror = poppy.MultiHexagonAperture(rings=2, flattoflat=1.32, gap=0.007)
    struts = poppy.AsymmetricSecondaryObscuration(
        secondary_radius=0.37, support_angle=[0, 150, 210], support_width=0.11
    )
    return np.asarray(mirror.get_transmission(wave) * struts.get_transmission(wave), dtype="f4")


def wavefront_error_m() -> np.ndarray:
    """Return the path differences over the pupil, metres."""
    wave = poppy.Wavefront(npix=PUPIL, diam=PUPIL * PIXEL_M * u.m, wavelength=5e-6)
    screen = poppy.StatisticalPSDWFE(index=3.0, wfe=75 * u.nm, radius=3.3 * u.m, seed=1)
    return np.asarray(screen.get_opd(wave), dtype="f4")


class Simulation:
    """The telescope, and the polar bins into which its images are summed."""

    def __init__(self) -> None:
        self.transmission, self.error = pupil(), wavefront_error_m()
        step = np.arange(GRID) - GRID // 2
        y, x = step[:, None], step[None, :]
        edges = np.concatenate([np.arange(0.5, 40, 1.0), np.geomspace(41, GRID // 2, 160)])
        radius = np.hypot(x, y).astype("f4")
        ring = np.digitize(radius, edges).astype("i4")
        sector = ((np.arctan2(y, x) / (2 * np.pi) % 1.0) * SECTORS).astype("i4") % SECTORS
        self.rings = len(edges)  # light beyond the last edge is left out
        self.label = (ring * SECTORS + sector).ravel()
        count = np.bincount(self.label, minlength=(self.rings + 1) * SECTORS)
        self.count = count.reshape(-1, SECTORS)[: self.rings]
        self.edges = edges
        summed = np.bincount(ring.ravel(), radius.ravel(), self.rings + 1)[: self.rings]
        self.middle = summed / self.count.sum(axis=1)

    def image(self, wavelength_um: float, fwhm_arcsec: float) -> tuple[np.ndarray, float]:
        """Return the image of a source of 1 with a given width, and its pixel size in arcsec."""
        wavelength_m = wavelength_um * 1e-6
        wave = np.zeros((GRID, GRID), np.complex64)
        wave[:PUPIL, :PUPIL] = self.transmission * np.exp(2j * np.pi * self.error / wavelength_m)
        wave = scipy.fft.fft2(wave, workers=-1, overwrite_x=True)
        image = np.fft.fftshift(wave.real**2 + wave.imag**2)
        image /= image.sum(dtype="f8")
        pixel = math.degrees(wavelength_m / (GRID * PIXEL_M)) * 3600.0
        self._widen(image, pixel, fwhm_arcsec, 0.033 * wavelength_um)
        return image, pixel

    @staticmethod
    def _widen(image: np.ndarray, pixel: float, wide: float, sharp: float) -> None:
        sigma = math.sqrt(wide**2 - sharp**2) / 2.3548 / pixel
        reach = round(CORE_ARCSEC / pixel)
        core = np.s_[GRID // 2 - reach : GRID // 2 + reach, GRID // 2 - reach : GRID // 2 + reach]
        image[core] = gaussian_filter(image[core], sigma, mode="nearest")

    def profiles(
        self, wavelength_um: float, fwhm_arcsec: float
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return brightness, spike and encircled light at the radii of the table."""
        image, pixel = self.image(wavelength_um, fwhm_arcsec)
        light = np.bincount(self.label, image.ravel(), (self.rings + 1) * SECTORS)
        light = light.reshape(-1, SECTORS)[: self.rings]
        mean = light.sum(axis=1) / self.count.sum(axis=1) / pixel**2
        # the innermost rings have empty sectors, so no spike is seen there
        full = self.count.min(axis=1) > 0
        sectors = light / np.maximum(self.count, 1) / pixel**2
        spike = np.where(full, np.percentile(sectors, 95, axis=1), mean)
        radius = self.middle * pixel
        within = np.cumsum(light.sum(axis=1))
        encircled = np.interp(RADII, np.concatenate([[0], self.edges * pixel]), [0.0, *within])
        return _at(radius, mean), _at(radius, spike), encircled


def _at(radius: np.ndarray, value: np.ndarray) -> np.ndarray:
    """Interpolate in log-log; the innermost pixel represents radius 0."""
    inner = radius[1] / 2
    log = np.interp(
        np.log(np.maximum(RADII, inner)), np.log(np.maximum(radius, inner)), np.log(value)
    )
    beyond = np.maximum(RADII / radius[-1], 1.0) ** EDGE_SLOPE
    return np.asarray(np.exp(log) * beyond)


def profile(
    middle_um: float, longest_um: float, width: Callable[[float], float], telescope: Simulation
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the three profiles of a band, the mean over its wavelengths."""
    half = longest_um - middle_um
    steps = middle_um + half * np.linspace(-1, 1, WAVELENGTHS)
    each = [telescope.profiles(um, width(um)) for um in steps]
    brightness, spike, encircled = (np.mean(kind, axis=0) for kind in zip(*each, strict=True))
    return brightness, spike, encircled


def field_mean(band: str, brightness: np.ndarray) -> np.ndarray:
    """Return the mean brightness over the field of a source at each distance outside of it."""
    corners = np.array(mrs_aperture(band).corners)
    corners = corners - corners.mean(axis=0)
    sides = np.roll(corners, -1, axis=0) - corners
    turn = np.sign(np.sum(corners[:, 0] * sides[:, 1] - corners[:, 1] * sides[:, 0]))
    outward = turn * np.stack([sides[:, 1], -sides[:, 0]], axis=1)
    outward /= np.hypot(*outward.T)[:, None]
    low, high = corners.min(axis=0), corners.max(axis=0)
    steps = [np.arange(a, b, FIELD_PIXEL_ARCSEC) for a, b in zip(low, high, strict=True)]
    points = np.stack(np.meshgrid(*steps), axis=-1).reshape(-1, 2)
    inside = np.all(np.einsum("kd,pkd->pk", outward, points[:, None] - corners[None]) <= 0, axis=1)
    points = points[inside]
    along = np.linspace(0.1, 0.9, PLACES)
    log_radius, log_brightness = np.log(RADII[1:]), np.log(brightness[1:])
    result = []
    for distance in RADII:
        means = []
        for corner, side, normal in zip(corners, sides, outward, strict=True):
            for share in along:
                star = corner + share * side + distance * normal
                away = np.hypot(*(points - star).T)
                log_away = np.log(np.maximum(away, 0.05))
                means.append(np.exp(np.interp(log_away, log_radius, log_brightness)).mean())
        result.append(max(means))
    # the image's rings differ from the field's: never brighter farther out
    return np.maximum.accumulate(result[::-1])[::-1]


def write(path: Path, header: str, columns: Iterable[tuple[str, dict[str, np.ndarray]]]) -> None:
    """Write a table: the columns of each band, without the radius beyond it."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    for index, (name, values) in enumerate(columns):
        if not index:
            writer.writerow(["band", "radius_arcsec", *values])
        for radius, *row in list(zip(RADII, *values.values(), strict=True))[:-1]:
            writer.writerow([name, f"{radius:g}", *(f"{value:.3e}" for value in row)])
        print(f"{name} done", flush=True)
    path.write_text(header + lines.getvalue(), encoding="ascii")


def of_mrs(telescope: Simulation) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Yield the columns of each band of the MRS."""
    for name, band in mrs_bands().items():
        found = profile(band.wavelength_um, band.longest_um, fwhm_at, telescope)
        columns = dict(zip(("brightness", "spike", "encircled"), found, strict=True))
        yield name, {**columns, "field_mean": field_mean(name, found[0])}


def of_others(telescope: Simulation) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Yield the columns of each band of other modes."""
    for name, band in bands_of_other_modes().items():
        found = profile(band.wavelength_um, band.longest_um, band.fwhm_at, telescope)
        yield name, dict(zip(("brightness", "spike", "encircled"), found, strict=True))


def main() -> None:
    """Write the tables."""
    telescope = Simulation()
    write(TABLE, HEADER, of_mrs(telescope))
    write(OTHERS, HEADER_OF_OTHERS, of_others(telescope))


if __name__ == "__main__":
    main()
