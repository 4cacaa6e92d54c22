"""Draw docs/images/sky-*.svg: the field of a sample's background at two position angles.

``python -m scripts.sky_pictures`` writes them, ``--check`` fails if they are out of date.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from aptcheck.engine.options import Options
from aptcheck.report.html.alone import svg
from aptcheck.report.html.obstacles import prospect
from aptcheck.tasks.check import check_paths

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_proposals" / "imager-primary.aptx"
IMAGES = ROOT / "docs" / "images"
#: V3PA, degrees: the brighter planted star is in the field at the one, none at the other.
ANGLES = {"sky-spoiled": 121.5, "sky-clean": 137.0}


def pictures() -> dict[str, str]:
    """Return {file name: SVG} of the background field of the sample."""
    options = Options(pictures=True, today=datetime(2026, 11, 1))
    (proposal,) = check_paths([SAMPLE], options).proposals
    (field,) = proposal.fields
    angles = prospect(proposal, field)
    return {f"{name}.svg": svg(field, v3pa, angles=angles) for name, v3pa in ANGLES.items()}


def main(arguments: list[str]) -> int:
    """Write the pictures, or with --check compare them."""
    stale = [
        name
        for name, picture in pictures().items()
        if not _is_written(IMAGES / name, picture, write="--check" not in arguments)
    ]
    for name in stale:
        print(f"docs/images/{name} is out of date: run python -m scripts.sky_pictures")
    return int(bool(stale))


def _is_written(path: Path, text: str, *, write: bool) -> bool:
    if write:
        path.write_text(text, encoding="utf-8")
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
