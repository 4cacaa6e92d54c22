"""A pool as the association generator reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.oracle.pools import Row

__all__ = ["file_name", "place_of", "pool_text"]

INSTRUMENTS = {"MIR": "MIRI", "NRS": "NIRSPEC", "NIS": "NIRISS", "NRC": "NIRCAM"}

COLUMNS: dict[str, Callable[[Row], object]] = {
    "PROGRAM": lambda _: "01234",
    "OBS_NUM": lambda row: f"{row.observation:03d}",
    "OBS_ID": lambda row: f"V01234{row.observation:03d}001P00000000021{row.part:02d}",
    "EXP_TYPE": lambda row: row.exposure_type,
    "INSTRUME": lambda row: INSTRUMENTS[row.exposure_type[:3]],
    "DETECTOR": lambda row: row.detector,
    "TARGETID": lambda row: row.target,
    "PNTGTYPE": lambda _: "SCIENCE",
    "BAND": lambda row: row.band,
    "FILTER": lambda row: row.filter,
    "PUPIL": lambda row: row.pupil,
    "GRATING": lambda row: row.grating,
    "FXD_SLIT": lambda row: row.slit,
    "SUBARRAY": lambda row: row.subarray,
    "PATTTYPE": lambda row: row.pattern,
    "PATT_NUM": lambda row: row.position,
    "DITHPTIN": lambda row: row.position,
    "NUMDTHPT": lambda row: row.positions,
    "SUBPXPTS": lambda row: row.subpixels,
    "EXPSPCIN": lambda row: row.part,
    "MSAMETFL": lambda row: row.plan,
    "MOSTILNO": lambda row: row.tile,
    "BKGDTARG": lambda row: "T" if row.background else "F",
    "IS_IMPRT": lambda row: "T" if row.imprint else "NULL",
    "IS_PSF": lambda row: "T" if row.psf else "NULL",
    "TSOVISIT": lambda row: "T" if row.time_series else "F",
    "ASN_CANDIDATE": lambda row: list(row.candidates),
}


def pool_text(rows: Sequence[Row]) -> str:
    """Write a pool; the file name of an exposure contains its place in it."""
    lines = [
        [file_name(place, row), *(str(value(row)) for value in COLUMNS.values())]
        for place, row in enumerate(rows)
    ]
    return "\n".join("|".join(line) for line in (["FILENAME", *COLUMNS], *lines))


def file_name(place: int, row: Row) -> str:
    """Return the file name of an exposure."""
    detector = row.detector.lower()
    return f"jw01234{row.observation:03d}001_02101_{place:05d}_{detector}_uncal.fits"


def place_of(exposure: str) -> int:
    """Return the place in the pool of an exposure that the generator names."""
    return int(exposure.split("_")[2])
