"""Proposals for the benchmarks.

``python benchmarks/make_proposals.py FOLDER [--count 1000]`` writes `forty-eight.xml` and `.aptx`,
one programme of 48 MRS observations in 24 pairs, and `many/`, a folder of small programmes,
alternately .aptx and .xml, one in ten with a fault. The same arguments give the same proposals.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.testing import SKY_KEYWORD, Document, group, mrs, proposal, target

SEED = 20_261
FAULTS: tuple[dict[str, Any], ...] = (
    {"groups": 9},
    {"gratings": ["SHORT"]},
    {"acquisition": "Same Target as Observation"},
    {"readout": "SLOWR1"},
)


def programme(number: int, pairs: int, *, fault: dict[str, Any] | None = None) -> Document:
    """Make a programme of science and background pairs; a fault goes into the last background."""
    dice = Random(SEED + number)
    targets, observations, links = [], [], []
    for place in range(pairs):
        science, sky = 2 * place + 1, 2 * place + 2
        name = f"S{number:04d}-{place + 1:02d}"
        at = {"ra": dice.uniform(0, 360), "dec": dice.uniform(-80, 80)}
        groups = dice.choice([12, 27, 60])
        targets += [
            target(science, name, ra=at["ra"], dec=at["dec"], background=[sky]),
            target(
                sky,
                f"{name}-SKY",
                ra=at["ra"],
                dec=at["dec"],
                north=dice.uniform(60, 110),
                category="Calibration",
                keywords=[SKY_KEYWORD],
            ),
        ]
        changes = fault if fault is not None and place == pairs - 1 else {}
        blank: dict[str, Any] = {"label": f"{name} sky", "groups": groups}
        observations += [
            mrs(science, label=name, acquisition="Same Target as Observation", groups=groups),
            mrs(sky, **{**blank, **changes}),
        ]
        links.append(group(science, sky))
    return proposal(
        program=number,
        title=f"Benchmark programme {number}",
        targets=targets,
        observations=observations,
        links=links,
    )


def forty_eight(path: Path) -> Path:
    """Write the programme of 48 observations, as .aptx or .xml by the path's ending."""
    return programme(9048, 24).write(path)


def many(folder: Path, count: int = 1000) -> Path:
    """Write `count` programmes of one to four pairs into a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(count):
        fault = FAULTS[place // 10 % len(FAULTS)] if place % 10 == 0 else None
        document = programme(1000 + place, 1 + place % 4, fault=fault)
        document.write(folder / f"{1000 + place}.{'xml' if place % 2 else 'aptx'}")
    return folder


def main() -> None:
    """Write everything that the benchmarks read."""
    parser = argparse.ArgumentParser(description="Write proposals for the benchmarks.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    arguments = parser.parse_args()
    many(arguments.folder / "many", arguments.count)
    forty_eight(arguments.folder / "forty-eight.xml")
    forty_eight(arguments.folder / "forty-eight.aptx")


if __name__ == "__main__":
    main()
