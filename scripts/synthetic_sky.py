"""Write a synthetic sky of millions of rows as Parquet, for both surveys, with numpy and pyarrow.

Nothing in it was observed. Like ``synthetic_catalogue`` it has IRSA's names and columns, rough
counts, upper limits, flags, motion and red galaxies, but it fills the whole sky: two fifths of the
objects are near the Galactic plane, so that a catalogue in HATS form has partitions of many sizes.
Around given places it is crowded. The same seed gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scripts.synthetic_catalogue import (
    ALLWISE_COLUMNS,
    MOTION_YEARS,
    RED_COLOURS,
    SEED,
    TWOMASS_COLUMNS,
    WISE_5SIGMA,
)

__all__ = ["Table", "blocks", "write_sky"]

Floats = NDArray[np.float64]

#: Columns by name; a masked array has nulls.
Table = dict[str, NDArray[Any]]

BLOCK = 250_000
AROUND_PLACE = 150
PLACE_RADIUS = 0.15  # degrees
PLANE_WIDTH = 6.0  # degrees
#: North Galactic pole and the longitude of the celestial one (ICRS), degrees.
POLE_RA, POLE_DEC, NODE = 192.85948, 27.12825, 122.93192


def blocks(
    rows: int, places: Sequence[tuple[float, float]] = (), seed: int = SEED
) -> Iterator[tuple[Table, Table]]:
    """Yield portions of 2MASS and AllWISE.

    Parameters
    ----------
    rows : int
        Of AllWISE, in all. 2MASS, which is shallower, has fewer.
    places : sequence of (ra, dec)
        Degrees, where the sky is crowded.
    seed : int
    """
    dice = np.random.default_rng(seed)
    done = number = 0
    crowds = [_disc(dice, ra, dec) for ra, dec in places]
    while done < rows:
        ra, dec = _sphere(dice, BLOCK)
        for a, d in crowds:
            ra, dec = np.append(ra, a), np.append(dec, d)
        crowds = []
        near, wise = _surveys(dice, number + np.arange(len(ra)), ra, dec)
        number += len(ra)
        spare = done + len(wise["ra"]) - rows
        if spare > 0:
            wise = {name: column[:-spare] for name, column in wise.items()}
        done += len(wise["ra"])
        yield near, wise


def write_sky(
    folder: Path,
    rows: int,
    places: Sequence[tuple[float, float]] = (),
    seed: int = SEED,
) -> dict[str, int]:
    """Write ``fp_psc.parquet`` and ``allwise_p3as_psd.parquet``, and return their rows."""
    import pyarrow
    from pyarrow import parquet

    counts: dict[str, int] = {}
    writers: dict[str, parquet.ParquetWriter] = {}
    try:
        for near, wise in blocks(rows, places, seed):
            for name, columns in (("fp_psc", near), ("allwise_p3as_psd", wise)):
                table = pyarrow.table(
                    {key: pyarrow.array(*_with_mask(value)) for key, value in columns.items()}
                )
                if name not in writers:
                    path = folder / f"{name}.parquet"
                    writers[name] = parquet.ParquetWriter(path, table.schema)
                writers[name].write_table(table)
                counts[name] = counts.get(name, 0) + len(table)
    finally:
        for writer in writers.values():
            writer.close()
    return counts


def _with_mask(values: NDArray[Any]) -> tuple[Any, None, NDArray[np.bool_]]:
    plain = np.ma.MaskedArray(values)
    data = plain.data.astype(object) if plain.dtype.kind == "U" else plain.data
    return data, None, np.ma.getmaskarray(plain)


def _sphere(dice: np.random.Generator, count: int) -> tuple[Floats, Floats]:
    """Return places all over the sky, two fifths of them near the Galactic plane."""
    length = 360.0 * dice.random(count)
    sine = dice.uniform(-1.0, 1.0, count)
    plane = dice.random(count) < 0.4
    width = np.clip(dice.laplace(0.0, PLANE_WIDTH, count), -89.0, 89.0)
    sine[plane] = np.sin(np.radians(width[plane]))
    return _equatorial(length, np.degrees(np.arcsin(sine)))


def _equatorial(length: Floats, breadth: Floats) -> tuple[Floats, Floats]:
    b, turn, pole = np.radians(breadth), np.radians(NODE - length), np.radians(POLE_DEC)
    sine = np.sin(b) * np.sin(pole) + np.cos(b) * np.cos(pole) * np.cos(turn)
    east = np.cos(b) * np.sin(turn)
    north = np.sin(b) * np.cos(pole) - np.cos(b) * np.sin(pole) * np.cos(turn)
    ra = (POLE_RA + np.degrees(np.arctan2(east, north))) % 360.0
    return ra, np.degrees(np.arcsin(np.clip(sine, -1.0, 1.0)))


def _disc(dice: np.random.Generator, ra: float, dec: float) -> tuple[Floats, Floats]:
    away = np.radians(PLACE_RADIUS) * np.sqrt(dice.random(AROUND_PLACE))
    angle = 2 * np.pi * dice.random(AROUND_PLACE)
    d = np.radians(dec)
    sine = np.sin(d) * np.cos(away) + np.cos(d) * np.sin(away) * np.cos(angle)
    turn = np.arctan2(np.sin(angle) * np.sin(away) * np.cos(d), np.cos(away) - np.sin(d) * sine)
    return (ra + np.degrees(turn)) % 360.0, np.degrees(np.arcsin(sine))


def _surveys(
    dice: np.random.Generator, number: NDArray[np.int64], ra: Floats, dec: Floats
) -> tuple[Table, Table]:
    count = len(number)
    bright, faint = 10 ** (0.3 * 6), 10 ** (0.3 * 17)
    ks = np.log10(bright + dice.random(count) * (faint - bright)) / 0.3
    galaxy, moving = dice.random(count) < 0.06, dice.random(count) < 0.02
    extended = galaxy & (ks < 13.5)
    motion = np.round(dice.normal(0.0, 1.0, (2, count)) * np.where(moving, 400.0, 60.0))
    wise = [ks - 0.1 + dice.normal(0.0, 0.03, count)]
    for colour in RED_COLOURS:
        wise.append(wise[-1] - np.where(galaxy, colour, 0.0))

    then = np.where(moving, MOTION_YEARS / 3.6e6, 0.0)
    ra_then = (ra - motion[0] * then / np.maximum(np.cos(np.radians(dec)), 1e-6)) % 360.0
    dec_then = np.clip(dec - motion[1] * then, -90.0, 90.0)
    in_near, in_wise = ks < 15.3, wise[0] < 17.2
    near = _two_mass(dice, number, ra_then, dec_then, ks, extended)
    whole = _allwise(dice, number, ra, dec, wise)
    unseen = ~in_near
    whole |= {"pmra": motion[0], "pmdec": motion[1]}
    whole |= {name: np.where(moving, 25.0, 60.0) for name in ("sigpmra", "sigpmdec")}
    whole |= {"ext_flg": extended.astype(np.int64)}
    whole |= {"tmass_key": np.ma.MaskedArray(near["cntr"], mask=unseen)}
    whole |= {f"{b}_m_2mass": np.ma.MaskedArray(near[f"{b}_m"], mask=unseen) for b in "jhk"}
    return _chosen(near, TWOMASS_COLUMNS, in_near), _chosen(whole, ALLWISE_COLUMNS, in_wise)


def _chosen(columns: Mapping[str, NDArray[Any]], order: Sequence[str], which: Any) -> Table:  # noqa: ANN401 - a mask
    return {name: columns[name][which] for name in order}


def _two_mass(
    dice: np.random.Generator,
    number: NDArray[np.int64],
    ra: Floats,
    dec: Floats,
    ks: Floats,
    extended: NDArray[np.bool_],
) -> Table:
    count = len(number)
    return {
        "cntr": 1_000_000_000 + number,
        "designation": _designation("", ra, dec),
        "ra": np.round(ra, 6) % 360.0,
        "dec": np.round(dec, 6),
        "j_m": np.round(ks + dice.uniform(0.3, 0.9, count), 3),
        "h_m": np.round(ks + dice.uniform(0.05, 0.2, count), 3),
        "k_m": np.round(ks, 3),
        "k_msigcom": np.round(0.02 + 10 ** (0.4 * (ks - 16.5)) / 5, 3),
        "ph_qual": np.where(ks < 14.3, "AAA", "BBC"),
        "rd_flg": np.full(count, "222"),
        "bl_flg": np.full(count, "111"),
        "cc_flg": np.full(count, "000"),
        "gal_contam": np.zeros(count, dtype=np.int64),
        "mp_flg": np.zeros(count, dtype=np.int64),
        "ext_key": np.ma.MaskedArray(number, mask=~extended),
    }


def _allwise(
    dice: np.random.Generator,
    number: NDArray[np.int64],
    ra: Floats,
    dec: Floats,
    magnitudes: Sequence[Floats],
) -> Table:
    count = len(number)
    error = np.round(0.035 + 10 ** (0.4 * (magnitudes[0] - 17.5)) / 2, 4)
    flag = dice.random(count) < 0.03
    columns: Table = {
        "cntr": 2_000_000_000 + number,
        "designation": _designation("J", ra, dec),
        "ra": np.round(ra, 7) % 360.0,
        "dec": np.round(dec, 7),
        "sigra": error,
        "sigdec": error,
        "cc_flags": np.where(flag, dice.choice(["d000", "0h00", "DD00"], count), "0000"),
        "var_flg": np.full(count, "00nn"),
        "moon_lev": np.full(count, "0000"),
    }
    quality = np.full(count, "")
    for band, (magnitude, limit) in enumerate(zip(magnitudes, WISE_5SIGMA, strict=True), 1):
        snr = np.minimum(5 * 10 ** (0.4 * (limit - magnitude)), 45.0)
        seen = snr >= 2
        sigma = 1.0857 / snr
        measured = np.round(magnitude + dice.normal(0.0, 1.0, count) * sigma / 3, 3)
        columns |= {
            f"w{band}mpro": np.where(seen, measured, limit + 1.0),
            f"w{band}sigmpro": np.ma.MaskedArray(np.round(sigma, 3), mask=~seen),
            f"w{band}snr": np.round(snr, 1),
            f"w{band}rchi2": np.round(dice.normal(1.0, 0.08, count), 3),
        }
        letter = np.select([~seen, snr > 10, snr > 3], ["U", "A", "B"], "C")
        quality = np.char.add(quality, letter)
    columns["w3rchi2"][dice.random(count) < 0.01] = 9.0
    return columns | {"ph_qual": quality}


def _designation(prefix: str, ra: Floats, dec: Floats) -> NDArray[np.str_]:
    """Return names after the place, with the digits of an IAU designation."""
    hours = (ra / 15 * 3600 * 100 + 1e-6).astype(np.int64)
    arcsec = (np.abs(dec) * 3600 * 10 + 1e-6).astype(np.int64)
    point = "." if prefix else ""
    east, north = _sexagesimal(hours, 2, point), _sexagesimal(arcsec, 1, point)
    sign = np.where(dec < 0, "-", "+")
    return np.char.add(np.char.add(np.char.add(prefix, east), sign), north)


def _sexagesimal(value: NDArray[np.int64], places: int, point: str) -> NDArray[np.str_]:
    whole, fraction = np.divmod(value, 10**places)
    packed = whole // 3600 * 10_000 + whole // 60 % 60 * 100 + whole % 60
    text = np.char.zfill(packed.astype("U6"), 6)
    return np.char.add(np.char.add(text, point), np.char.zfill(fraction.astype("U2"), places))
