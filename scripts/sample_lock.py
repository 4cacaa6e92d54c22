"""Write the lock of the sample proposals: `python -m scripts.sample_lock`.

Its catalogues are synthetic: nothing in them was observed, and the names of their files say so. A
few stars surround every background of the samples, and some are planted where a sample needs one.
Each field has its own random numbers: the lock is the same on every machine, and a new sample does
not change the rows of the others.
"""

from __future__ import annotations

import math
import random
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.batch import Batch
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.lock_file import dumps
from aptcheck.catalog.position import Position
from aptcheck.config import Config
from aptcheck.contamination.cone_request import ConeRequest
from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.engine.options import Options
from aptcheck.engine.session import Session, open_proposal
from aptcheck.geometry.tangent import project, turned, unproject
from aptcheck.modes.mrs.apertures import mrs_aperture, primary_aperture
from scripts.build_samples import FOLDER
from scripts.synthetic_catalogue import (
    ALLWISE_COLUMNS,
    SEED,
    TWOMASS_COLUMNS,
    Pair,
    population,
    rows,
    write,
)

WRITTEN = "2026-11-22T12:00:00Z"
AROUND = 10
RADIUS_DEG = 290.0 / 3600.0
CLEAR_ARCSEC = 130.0


def on_the_ring(v3pa: float) -> tuple[float, float]:
    """Return the offset (east, north) of channel 1A with the imager on the target."""
    imager, mrs = primary_aperture("IMAGER").reference, mrs_aperture("1A").reference
    return turned(mrs[0] - imager[0], mrs[1] - imager[1], v3pa)


#: (east, north) of the background target in arcsec, and Ks.
PLANTED: dict[str, Sequence[tuple[float, float, float]]] = {
    "star-in-the-background observation 2": [(0.7, -0.4, 9.2)],
    "disc-through-the-slit observation 2": [(1.1, 1.9, 12.5)],
    "imager-primary observation 2": [(*on_the_ring(122.0), 8.6), (*on_the_ring(291.0), 10.3)],
}


#: The sample whose lock answers `aptcheck suggest`, and (east, north) of its background from the
#: science target, arcsec.
SEARCHED = "star-in-the-background"
SKY_OF_SEARCHED = (45.0, -60.0)
STARS_ABOUT = 40


def around_the_science() -> Iterator[tuple[float, float, float]]:
    """Yield (east, north, Ks) of stars about the science target of that sample.

    None of them is near a field that is checked.
    """
    dice = random.Random(f"{SEED} {SEARCHED}")
    for _ in range(STARS_ABOUT):
        east, north = (dice.uniform(-190.0, 190.0) for _ in range(2))
        if math.hypot(east, north) > 25.0 and math.dist((east, north), SKY_OF_SEARCHED) > 30.0:
            yield round(east, 2), round(north, 2), round(dice.uniform(8.5, 14.0), 2)


def fields() -> list[ConeRequest]:
    """Return the background fields of the samples, each once."""
    opened = (
        open_proposal(str(path), _options(path.stem), Config())
        for path in sorted(FOLDER.glob("*.xml"))
    )
    found = [field for one in opened if isinstance(one, Session) for field in one.all_cones()]
    return list({field.position: field for field in found}.values())


def _options(sample: str) -> Options:
    """Return the options of ``aptcheck lock``, for one sample with ``--suggest``."""
    return Options(today=datetime(2026, 11, 22), places=Terms() if sample == SEARCHED else None)


def sky(at: Position) -> Iterator[Pair]:
    """Yield stars around a field, none of them in it, and those planted there."""
    dice = random.Random(f"{SEED} {at.field_id}")
    first = zlib.crc32(at.field_id.encode()) % 100_000 * 1000
    patch = (at.ra_deg, at.dec_deg, RADIUS_DEG, AROUND)
    for pair in population(dice, patch, first):
        # where the survey sees it is near enough: none of them may be in a field
        row = pair[0] or pair[1]
        if row is None:
            continue
        east, north = project(at.ra_deg, at.dec_deg, float(str(row["ra"])), float(str(row["dec"])))
        if math.hypot(east, north) > CLEAR_ARCSEC:
            yield pair
    planted = PLANTED.get(at.field_id, ())
    if at.field_id == f"{SEARCHED} about the target of observation 1":
        planted = [*around_the_science()]
    for east, north, ks in planted:
        first += AROUND
        yield rows(dice, first, *unproject(at.ra_deg, at.dec_deg, east, north), ks)


def batches() -> list[Batch]:
    """Return what the synthetic catalogues answer about the samples."""
    asked = fields()
    pairs = [pair for field in asked for pair in sky(field.position)]
    with tempfile.TemporaryDirectory() as folder:
        near = Path(folder) / "synthetic-2mass.csv"
        wise = Path(folder) / "synthetic-allwise.csv"
        write(near, TWOMASS_COLUMNS, (row for row, _ in pairs if row))
        write(wise, ALLWISE_COLUMNS, (row for _, row in pairs if row))
        files = [CatalogueFile(near), CatalogueFile(wise)]
    return [
        replace(batch, asked=WRITTEN)
        for radius in sorted({field.radius_deg for field in asked})
        for batch in fetch(
            [field.position for field in asked if field.radius_deg == radius], radius, files
        ).batches
    ]


def main() -> None:
    """Write the lock."""
    (FOLDER / LOCK_NAME).write_text(dumps(batches()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
