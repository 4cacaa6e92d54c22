"""Write the output and drawings of `aptcheck suggest`: docs/suggest.md, docs/images/suggest*.svg.

``python -m scripts.suggest_pictures`` runs the commands in the ``console`` blocks of that page and
of the README again, and draws the sample and an invented cluster. A block that ends with a line of
three dots keeps its length. Nothing in the catalogues was observed: the sample's is in its lock,
the others are made here.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from aptcheck.geometry.tangent import unproject
from scripts import synthetic_catalogue
from scripts.sample_lock import PLANTED

ROOT = Path(__file__).resolve().parents[1]
PAGE, README = ROOT / "docs" / "suggest.md", ROOT / "README.md"
IMAGES = ROOT / "docs" / "images"
SAMPLE = "suggest sample_proposals/star-in-the-background.aptx"
CROWDED = (
    f"{SAMPLE} --catalog crowded/fp_psc.csv --catalog crowded/allwise_p3as_psd.csv --within 30..90"
)
PICTURES = {
    IMAGES / "suggest.svg": f"{SAMPLE} --format svg",
    IMAGES / "suggest-crowded.svg": f"{CROWDED} --count 3 --format svg",
}
#: The center of each catalogue, degrees: the science target of a sample.
IRAS, HD = (68.31875, 22.889), (184.77672, 16.548931)
#: The cluster's radius, the smallest distance of two of its stars, arcsec, and their Ks: no place
#: within 90 arcsec of its center is clean at every angle.
REACH, APART, KS = 105.0, 6.3, (9.0, 11.0)
SEED = 2
#: Around each center, degrees: as far as a search looks.
FEW = (0.33, 800)
#: A file is read today; the page must be the same every day.
TODAY = re.compile(r"((?:fp_psc|allwise_p3as_psd)\.csv\s+on\s+)\d{4}-\d{2}-\d{2}")
DAY = r"\g<1>2026-11-22"
BLOCK = re.compile(r"(```console\n\$ aptcheck ([^\n]+)\n)(.*?)(?=```)", re.DOTALL)
MORE = "...\n"


def cluster() -> Iterator[tuple[float, float, float]]:
    """Yield (east, north, Ks) of the stars of a cluster, as close as allowed."""
    dice = random.Random(SEED)
    places = [(45.7, -60.4)]
    for _ in range(20000):
        away, turn = REACH * math.sqrt(dice.random()), 2 * math.pi * dice.random()
        place = away * math.sin(turn), away * math.cos(turn)
        if all(math.dist(place, other) > APART for other in places):
            places.append(place)
    for east, north in places:
        yield east, north, dice.uniform(*KS)


def catalogue(
    folder: Path, middle: tuple[float, float], stars: Iterable[tuple[float, float, float]]
) -> None:
    """Write both catalogues around a place: stars at (east, north, Ks), a few others far away."""
    arguments = ["--output", str(folder), "--patch", *map(str, (*middle, *FEW))]
    for east, north, ks in stars:
        ra, dec = unproject(*middle, east, north)
        arguments += ["--star", f"{ra:.6f}", f"{dec:.6f}", f"{ks:.2f}"]
    with contextlib.redirect_stdout(io.StringIO()):
        synthetic_catalogue.main(arguments)


@cache
def workshop() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with the samples and the catalogues."""
    made = tempfile.TemporaryDirectory()
    folder = Path(made.name)
    shutil.copytree(ROOT / "sample_proposals", folder / "sample_proposals")
    catalogue(folder / "crowded", IRAS, cluster())
    catalogue(folder / "ring", HD, PLANTED["imager-primary observation 2"])
    return made


@cache
def said(arguments: str) -> str:
    """Return what a command prints."""
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck", *shlex.split(arguments)],
        cwd=workshop().name,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.stderr or done.returncode > 1:
        raise RuntimeError(f"aptcheck {arguments}: {done.stderr}")
    return TODAY.sub(DAY, done.stdout)


def renewed(page: str, say: Callable[[str], str] = said) -> str:
    """Return a page with every block updated to the command's output."""

    def block(found: re.Match[str]) -> str:
        whole = say(found[2])
        if not found[3].endswith(MORE):
            return found[1] + whole
        lines = whole.splitlines(keepends=True)
        return found[1] + "".join(lines[: found[3].count("\n") - 1]) + MORE

    return BLOCK.sub(block, page)


def main() -> None:
    """Write pages and pictures."""
    for page in (PAGE, README):
        page.write_text(renewed(page.read_text("utf-8")), encoding="utf-8")
    for picture, command in PICTURES.items():
        picture.write_text(said(command), encoding="utf-8")


if __name__ == "__main__":
    main()
