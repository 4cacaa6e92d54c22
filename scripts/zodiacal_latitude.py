"""Write how the zodiacal light decreases with latitude: `python scripts/zodiacal_latitude.py`.

The smooth cloud of Kelsall et al. 1998 (ApJ 508, 44, table 1) at 12 micron, summed along lines of
sight from the Earth: the mean over the year, over both hemispheres and over the solar elongations
at which JWST observes, over that at the pole. The dust bands and the ring along the Earth's orbit,
a few per cent near the ecliptic, are left out.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parents[1] / "aptcheck" / "observatory" / "data" / "zodiacal-latitude.csv"
LATITUDES = range(0, 91, 10)
#: Degrees from the Sun: JWST's field of regard.
ELONGATIONS = range(85, 136, 5)
SUN_LONGITUDES = range(0, 360, 30)
WAVELENGTH_UM = 12.0

#: Kelsall et al. 1998, table 1: fall-off with radius, the fan's shape, the cloud's plane and
#: centre (degrees, au), its temperature at 1 au (K) and fall-off.
ALPHA, BETA, GAMMA, MU = 1.34, 4.14, 0.942, 0.189
INCLINATION, NODE = math.radians(2.03), math.radians(77.7)
CENTRE = np.array([0.0119, 0.00548, -0.00215])
T0, DELTA = 286.0, 0.467
OUTER_AU = 5.2
HC_K_UM_K = 14387.77


def brightness(sun: float, longitude: float, latitude: float) -> float:
    """Return the light along a line of sight, in arbitrary units; angles in degrees."""
    earth = math.radians(sun + 180.0)
    lon, lat = math.radians(longitude), math.radians(latitude)
    sight = np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])
    away = np.concatenate([np.linspace(0.0, 1.0, 400), np.linspace(1.0, 6.3, 400)[1:]])
    place = np.array([math.cos(earth), math.sin(earth), 0.0]) + away[:, None] * sight
    from_sun, from_centre = np.linalg.norm(place, axis=1), place - CENTRE
    pole = (
        math.sin(NODE) * math.sin(INCLINATION),
        -math.cos(NODE) * math.sin(INCLINATION),
        math.cos(INCLINATION),
    )
    radius = np.linalg.norm(from_centre, axis=1)
    height = np.abs(from_centre @ np.array(pole)) / radius
    fan = np.where(height < MU, height**2 / (2.0 * MU), height - MU / 2.0)
    density = radius**-ALPHA * np.exp(-BETA * fan**GAMMA) * (from_sun < OUTER_AU)
    emission = 1.0 / np.expm1(HC_K_UM_K / WAVELENGTH_UM / (T0 * from_sun**-DELTA))
    return float(np.trapezoid(density * emission, away))


def mean(latitude: float) -> float:
    """Return the mean light at a latitude, degrees, at JWST's solar elongations."""
    found = []
    for elongation in ELONGATIONS:
        cos = math.cos(math.radians(elongation)) / math.cos(math.radians(latitude))
        if abs(cos) > 1.0:
            continue
        apart = math.degrees(math.acos(cos))
        found += [
            brightness(sun, sun + side * apart, hemisphere * latitude)
            for sun in SUN_LONGITUDES
            for side in (1, -1)
            for hemisphere in (1, -1)
        ]
    return float(np.mean(found))


def main() -> None:
    """Write the table."""
    pole = mean(LATITUDES[-1])
    with TABLE.open("w", encoding="ascii", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["ecliptic_latitude_deg", "over_the_pole"])
        writer.writerows([b, f"{mean(b) / pole:.2f}"] for b in LATITUDES)


if __name__ == "__main__":
    main()
