"""Write synthetic 2MASS and AllWISE catalogues, with IRSA's names and columns.

Nothing in them was observed. The same seed gives the same files on every machine, with only the
standard library: ``fp_psc.csv`` and ``allwise_p3as_psd.csv`` in the output folder.

Stars follow rough counts (10**(0.3 K)) with infrared colours near zero, a few per cent are red
galaxies, some have apparent motion, artefact flags or nebulosity. A band too faint for detection
becomes an upper limit, as in the catalogues: magnitude given, uncertainty empty, quality U.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

SEED = 20261122
# RA, Dec, radius in degrees and number of objects: a wide field, the RA wrap, the pole, a crowd.
PATCHES = (
    (150.0, 2.0, 3.5, 12000),
    (0.0, -30.0, 0.5, 400),
    (40.0, 89.7, 0.3, 200),
    (83.8, -5.4, 0.2, 2500),
)

# 5 sigma, Vega magnitudes of the AllWISE Explanatory Supplement, section II.3.a
WISE_5SIGMA = (16.9, 16.0, 11.6, 8.0)
MOTION_YEARS = 11.0  # 2MASS in 1999.5, AllWISE in 2010.5
RED_COLOURS = (0.6, 3.5, 2.3)  # W1-W2, W2-W3, W3-W4 of a star-forming galaxy

TWOMASS_COLUMNS = [
    "cntr",
    "designation",
    "ra",
    "dec",
    "j_m",
    "h_m",
    "k_m",
    "k_msigcom",
    "ph_qual",
    "rd_flg",
    "bl_flg",
    "cc_flg",
    "gal_contam",
    "mp_flg",
    "ext_key",
]
ALLWISE_COLUMNS = [
    *["cntr", "designation", "ra", "dec", "sigra", "sigdec"],
    *(f"w{band}{what}" for band in (1, 2, 3, 4) for what in ("mpro", "sigmpro", "snr", "rchi2")),
    *[
        "cc_flags",
        "ext_flg",
        "var_flg",
        "ph_qual",
        "moon_lev",
        "pmra",
        "sigpmra",
        "pmdec",
        "sigpmdec",
    ],
    *["j_m_2mass", "h_m_2mass", "k_m_2mass", "tmass_key"],
]

Row = dict[str, object]
Pair = tuple[Row | None, Row | None]


def sexagesimal(ra: float, dec: float, digits: tuple[int, int]) -> tuple[str, str]:
    """Return right ascension in hours and declination, truncated as in IAU designations."""
    hours = int(ra / 15 * 3600 * 10 ** digits[0] + 1e-6)
    arcsec = int(abs(dec) * 3600 * 10 ** digits[1] + 1e-6)

    def written(value: int, places: int) -> str:
        whole, fraction = divmod(value, 10**places)
        return f"{whole // 3600:02d}{whole // 60 % 60:02d}{whole % 60:02d}.{fraction:0{places}d}"

    return written(hours, digits[0]), ("-" if dec < 0 else "+") + written(arcsec, digits[1])


def place(dice: random.Random, ra: float, dec: float, radius: float) -> tuple[float, float]:
    """Return a position spread evenly over a disc on the sphere."""
    distance = math.radians(radius) * math.sqrt(dice.random())
    angle = 2 * math.pi * dice.random()
    dec0 = math.radians(dec)
    sin_dec = math.sin(dec0) * math.cos(distance) + math.cos(dec0) * math.sin(distance) * math.cos(
        angle
    )
    turn = math.atan2(
        math.sin(angle) * math.sin(distance) * math.cos(dec0),
        math.cos(distance) - math.sin(dec0) * sin_dec,
    )
    return (ra + math.degrees(turn)) % 360, math.degrees(math.asin(sin_dec))


def wise_band(dice: random.Random, magnitude: float, limit: float) -> tuple[Row, str]:
    """Return magnitude, uncertainty, signal-to-noise and chi2 of one band, and its quality."""
    snr = min(5 * 10 ** (0.4 * (limit - magnitude)), 45.0)
    rchi2 = round(dice.gauss(1.0, 0.08), 3)
    if snr < 2:
        return {
            "mpro": round(limit + 1.0, 3),
            "sigmpro": "",
            "snr": round(snr, 1),
            "rchi2": rchi2,
        }, "U"
    error = 1.0857 / snr
    quality = "A" if snr > 10 else "B" if snr > 3 else "C"
    measured = round(magnitude + dice.gauss(0, error / 3), 3)
    return {
        "mpro": measured,
        "sigmpro": round(error, 3),
        "snr": round(snr, 1),
        "rchi2": rchi2,
    }, quality


def population(dice: random.Random, patch: Sequence[float], first: int) -> Iterator[Pair]:
    """Yield the rows of each object of a patch."""
    *centre, count = patch
    bright, faint = 10 ** (0.3 * 6), 10 ** (0.3 * 17)
    for number in range(first, first + int(count)):
        ra, dec = place(dice, *centre)
        ks = math.log10(bright + dice.random() * (faint - bright)) / 0.3
        galaxy, moving = dice.random() < 0.06, dice.random() < 0.02
        yield rows(dice, number, ra, dec, ks, galaxy=galaxy, moving=moving)


def rows(
    dice: random.Random,
    number: int,
    ra: float,
    dec: float,
    ks: float,
    *,
    galaxy: bool = False,
    moving: bool = False,
) -> Pair:
    """Return the 2MASS row and the AllWISE row of one object; one of them may be absent."""
    colours = RED_COLOURS if galaxy else (0.0, 0.0, 0.0)
    pm = [round(dice.gauss(0, 400 if moving else 60)) for _ in range(2)]
    sigma = 25 if moving else 60
    magnitudes = [ks - 0.1 + dice.gauss(0, 0.03)]
    for colour in colours:
        magnitudes.append(magnitudes[-1] - colour)

    extended = galaxy and ks < 13.5
    twomass: Row | None = None
    if ks < 15.3:
        back = MOTION_YEARS / 3.6e6 if moving else 0.0
        dec_then = dec - pm[1] * back
        ra_then = (ra - pm[0] * back / max(math.cos(math.radians(dec)), 1e-6)) % 360
        twomass = twomass_row(dice, number, ra_then, dec_then, ks, extended=extended)
    if magnitudes[0] >= 17.2:
        return twomass, None
    allwise = allwise_row(dice, number, ra, dec, magnitudes)
    allwise |= {"pmra": pm[0], "sigpmra": sigma, "pmdec": pm[1], "sigpmdec": sigma}
    allwise |= {"ext_flg": int(extended), "tmass_key": twomass["cntr"] if twomass else ""}
    allwise |= {f"{band}_m_2mass": twomass[f"{band}_m"] if twomass else "" for band in "jhk"}
    return twomass, allwise


def twomass_row(
    dice: random.Random, number: int, ra: float, dec: float, ks: float, *, extended: bool
) -> Row:
    """Return a row of fp_psc."""
    return {
        "cntr": 1_000_000_000 + number,
        "designation": "".join(sexagesimal(ra, dec, (2, 1))).replace(".", ""),
        "ra": round(ra, 6),
        "dec": round(dec, 6),
        "j_m": round(ks + dice.uniform(0.3, 0.9), 3),
        "h_m": round(ks + dice.uniform(0.05, 0.2), 3),
        "k_m": round(ks, 3),
        "k_msigcom": round(0.02 + 10 ** (0.4 * (ks - 16.5)) / 5, 3),
        "ph_qual": "AAA" if ks < 14.3 else "BBC",
        "rd_flg": "222",
        "bl_flg": "111",
        "cc_flg": "000",
        "gal_contam": 0,
        "mp_flg": 0,
        "ext_key": number if extended else "",
    }


def allwise_row(
    dice: random.Random, number: int, ra: float, dec: float, magnitudes: Sequence[float]
) -> Row:
    """Return a row of allwise_p3as_psd, still without motion and 2MASS association."""
    bands = [
        wise_band(dice, mag, limit) for mag, limit in zip(magnitudes, WISE_5SIGMA, strict=True)
    ]
    if dice.random() < 0.01:
        bands[2][0]["rchi2"] = 9.0
    error = round(0.035 + 10 ** (0.4 * (magnitudes[0] - 17.5)) / 2, 4)
    return {
        "cntr": 2_000_000_000 + number,
        "designation": "J" + "".join(sexagesimal(ra, dec, (2, 1))),
        "ra": round(ra, 7),
        "dec": round(dec, 7),
        "sigra": error,
        "sigdec": error,
        **{
            f"w{band}{what}": value
            for band, (row, _) in enumerate(bands, 1)
            for what, value in row.items()
        },
        "cc_flags": dice.choice(("d000", "0h00", "DD00")) if dice.random() < 0.03 else "0000",
        "var_flg": "00nn",
        "ph_qual": "".join(quality for _, quality in bands),
        "moon_lev": "0000",
    }


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write one catalogue and return the number of its rows."""
    with path.open("w", newline="", encoding="ascii") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def main(arguments: Sequence[str] | None = None) -> None:
    """Write both catalogues and print their numbers of rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--output", type=Path, required=True, help="folder for the two CSV files")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--patch",
        nargs=4,
        type=float,
        action="append",
        metavar=("RA", "DEC", "RADIUS", "COUNT"),
        help="degrees, and a number of objects; may be repeated",
    )
    parser.add_argument(
        "--star",
        nargs=3,
        type=float,
        action="append",
        default=[],
        metavar=("RA", "DEC", "KS"),
        help="plant an ordinary star at a place in degrees; may be repeated",
    )
    options = parser.parse_args(arguments)
    dice = random.Random(options.seed)
    pairs: list[Pair] = []
    for patch in options.patch or PATCHES:
        pairs.extend(population(dice, patch, first=len(pairs)))
    for star in options.star:
        pairs.append(rows(dice, len(pairs), *star))
    options.output.mkdir(parents=True, exist_ok=True)
    twomass = write(options.output / "fp_psc.csv", TWOMASS_COLUMNS, (t for t, _ in pairs if t))
    allwise = write(
        options.output / "allwise_p3as_psd.csv", ALLWISE_COLUMNS, (a for _, a in pairs if a)
    )
    print(f"synthetic: fp_psc {twomass} rows, allwise_p3as_psd {allwise} rows")


if __name__ == "__main__":
    main()
