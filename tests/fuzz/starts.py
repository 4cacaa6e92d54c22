"""What mutations start from: the samples, proposals built for this, and their other files."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from aptcheck.catalog.lock_file import LOCK_NAME, dumps
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS
from aptcheck.engine import baseline
from aptcheck.engine.options import Options
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.tasks.check import check_paths
from aptcheck.testing import (
    FIELD,
    Document,
    after_date,
    after_link,
    between_dates,
    dither,
    exposure,
    group,
    mosaic,
    moving,
    mrs,
    msa_catalog,
    offset,
    orient_from_link,
    orient_range,
    other,
    pair,
    proposal,
    same_orient_link,
    target,
)
from tests.catalog.locks import batch
from tests.catalog.service import PROPOSAL
from tests.catalog.skies import ERROR_TABLE, star_row, votable
from tests.fuzz.changes.of_answers import HERE, message
from tests.schedule.planned import planned
from tests.skies import allwise, star

__all__ = [
    "ARCHIVE",
    "BASELINE",
    "XML",
    "Start",
    "answers",
    "archives",
    "baselines",
    "catalogues",
    "configurations",
    "contents",
    "further",
    "locks",
    "proposals",
]

SAMPLES = Path(__file__).resolve().parents[2] / "sample_proposals"
XML, ARCHIVE, BASELINE = "proposal.xml", "proposal.aptx", "baseline.json"
#: A pair with a few faults, and a star that is in the catalogues.
FAULTY = pair(sky={"groups": 40, "special": [orient_range(90, 120)]}, link={"sequence": False})

_TOML = """\
select = ["BKG", "SKY", "ORI", "APT"]
ignore = ["BKG9"]
profile = "submit"

[severity]
BKG201 = "warning"

[intents]
"*" = { strategy = "master", bright = true }

[intents."NGC-1"]
source_class = "extended"
extent_arcsec = 20.0

[intents.2]
strategy = "auto"

[thresholds]
separation_info_arcmin = 2.0
min_groups = 5
control_radius_arcsec = 300.0
depth_ratio_max = 1.5

[[suppress]]
code = "BKG201"
reason = "The cloud is deeper than the sky."
observation = 2
until = 2027-06-30

[[suppress]]
code = "BKG105"
reason = "Agreed with the observatory."
target = "NGC-1"
proposal = "*.xml"
until = "Cycle 6"
"""
_JOB = """\
<?xml version="1.0" encoding="UTF-8"?>
<uws:job xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<uws:jobId>1</uws:jobId><uws:phase>COMPLETED</uws:phase><uws:executionDuration>10</uws:executionDuration>
<uws:results><uws:result id="result" xlink:href="{here}/sync"/></uws:results></uws:job>"""


@dataclass(frozen=True, slots=True)
class Start:
    """A folder of files by name, and the one that mutations change."""

    name: str
    changed: str
    files: Mapping[str, bytes]

    def with_changed(self, data: bytes) -> dict[str, bytes]:
        """Return the files with other content of the changed one."""
        return {**self.files, self.changed: data}


@cache
def _documents() -> Mapping[str, bytes]:
    """Return proposals of different sorts, small enough for a quick check."""
    samples = {path.stem: path.read_bytes() for path in sorted(SAMPLES.glob("*.xml"))}
    return samples | {name: document.xml for name, document in _built()}


def _built() -> Iterator[tuple[str, Document]]:
    yield "pair", pair()
    yield "faulty pair", FAULTY
    yield "with imager", pair(both={"imaging": "F1000W", "primary": "IMAGER"})
    yield (
        "mosaic",
        pair(science={"tiles": mosaic(2, 3, skew=(5, -5))}, sky={"special": [offset(20, 0)]}),
    )
    yield (
        "all there is",
        proposal(
            targets=[
                target(1, "NGC-1", background=[2, 3], proper_motion=("1", "-2"), epoch="2000"),
                target(2, "NGC-1-SKY", north=60, category="Calibration"),
                moving(3, "MARS", background=[2]),
                msa_catalog(4, "FIELD"),
                target(5, "STAR", east=900, extended="NO", keywords=["Telescope/sky background"]),
            ],
            observations=[
                mrs(
                    1,
                    imaging="F1000W",
                    special=[orient_range(10, 40)],
                    tiles=mosaic(2, 2),
                    visits=4,
                ),
                mrs(
                    2,
                    2,
                    special=[after_date("01-OCT-2027")],
                    acquisition="1 NGC-1",
                    status="COMPLETED",
                ),
                mrs(3, 3, dithers=[dither("2-Point", "POINT SOURCE"), dither()], label="Mars"),
                other(4, "NirspecMOS"),
                mrs(5, 5, exposures=[exposure("ALL", groups=5), exposure(dither="None")]),
                mrs(
                    6, 2, special=[between_dates("01-OCT-2027", "01-JAN-2028")], status="WITHDRAWN"
                ),
            ],
            links=[
                group(1, 2, time="12 Hours"),
                after_link(5, 1, minimum="60.0 Days"),
                orient_from_link(5, 2, -10, 10),
                same_orient_link(1, 2, 6),
            ],
        ),
    )
    yield (
        "no cycle, two skies",
        proposal(
            cycle=None,
            program=0,
            schema=52,
            targets=[
                target(1, background=[2, 3]),
                target(2, "A", north=80),
                target(3, "B", east=80),
            ],
            observations=[mrs(1), mrs(2), mrs(3), mrs(4, 2)],
            links=[group(1, 2, 3), group(1, 4, sequence=False)],
        ),
    )
    year = datetime(2026, 7, 1), datetime(2027, 7, 1)
    pointing = Pointing(*primary_aperture("ALL").reference)
    seen = computed_visibility("", *FIELD, pointing=pointing, start=year[0], end=year[1])
    yield "stored windows", pair(sky={"raw": planned(seen, year, observation=2)})


def proposals() -> tuple[Start, ...]:
    """Return exported XML files."""
    return tuple(Start(name, XML, {XML: xml}) for name, xml in _documents().items())


def archives() -> tuple[Start, ...]:
    """Return .aptx files, with old and new manifests and without one."""
    manifests = ("manifest", "META-INF/MANIFEST.MF", None)
    return tuple(
        Start(
            f"{name}, {manifest}",
            ARCHIVE,
            {ARCHIVE: Document(_documents()[name].decode()).aptx(manifest)},
        )
        for name in ("pair", "all there is", "moving-target")
        for manifest in manifests
    )


def further(folder: Path) -> tuple[Start, ...]:
    """Return the proposals in a folder."""
    found = sorted(p for p in folder.rglob("*") if p.suffix in {".xml", ".aptx"} and p.is_file())
    return tuple(
        Start(path.name, name, {name: path.read_bytes()})
        for path in found
        for name in (XML if path.suffix == ".xml" else ARCHIVE,)
    )


def locks() -> tuple[Start, ...]:
    """Return locks with the proposals that they are for."""
    small = dumps([batch(survey) for survey in SURVEYS]).encode()
    failed = dumps([batch(), batch(TWO_MASS, rows=None, reason="did not answer")]).encode()
    sample = (SAMPLES / LOCK_NAME).read_bytes()
    star_in_field = _documents()["star-in-the-background"]
    return (
        Start("one star", LOCK_NAME, {XML: PROPOSAL.xml, LOCK_NAME: small}),
        Start("one failure", LOCK_NAME, {XML: PROPOSAL.xml, LOCK_NAME: failed}),
        Start("the samples", LOCK_NAME, {XML: star_in_field, LOCK_NAME: sample}),
    )


def configurations() -> tuple[Start, ...]:
    """Return configurations, as a separate file and as part of a pyproject.toml."""
    own, project = "aptcheck.toml", "pyproject.toml"
    nested = _TOML.replace("[[", "[[tool.aptcheck.")
    nested = "\n".join(
        line.replace("[", "[tool.aptcheck.", 1)
        if line.startswith("[") and not line.startswith("[[")
        else line
        for line in nested.splitlines()
    )
    table = f'[project]\nname = "x"\n\n[tool.aptcheck]\n{nested}\n'
    return (
        Start("all keys", own, {XML: FAULTY.xml, own: _TOML.encode()}),
        Start("one key", own, {XML: FAULTY.xml, own: b'profile = "draft"\n'}),
        Start("a project", project, {XML: FAULTY.xml, project: table.encode()}),
    )


def baselines() -> tuple[Start, ...]:
    """Return baselines of proposals with findings."""
    return tuple(
        Start(name, BASELINE, {XML: xml, BASELINE: _baseline_of(xml)})
        for name in ("faulty pair", "impossible-angles")
        for xml in (_documents()[name],)
    )


@cache
def _baseline_of(xml: bytes) -> bytes:
    with TemporaryDirectory(prefix="aptcheck-fuzz-") as folder:
        path = Path(folder, XML)
        path.write_bytes(xml)
        report = check_paths([path], Options(today=datetime(2026, 11, 1)))
        return baseline.text(baseline.recorded(report, path.parent)).encode()


def catalogues() -> tuple[Start, ...]:
    """Return catalogue files in every format that needs no extra."""
    stars = [star(0, 1, 8.0), star(10, 5, 12.0, pmra=300, sigpmra=20, pmdec=-200, sigpmdec=20)]
    with TemporaryDirectory(prefix="aptcheck-fuzz-") as folder:
        path = allwise(Path(folder, "stars.csv"), stars, (150.0, 2.0))
        wise = path.read_bytes()
    names = list(star_row(TWO_MASS))
    near = ",".join(names) + "\n" + ",".join(str(v) for v in star_row(TWO_MASS).values()) + "\n"
    table = votable(ALLWISE, [star_row(ALLWISE)])
    contents = {
        "catalogue.csv": (wise, near.encode()),
        "catalogue.ecsv": (_ecsv(near),),
        "catalogue.vot": (table, gzip.compress(table, mtime=0)),
    }
    return tuple(
        Start(f"{file} {number}", file, {XML: PROPOSAL.xml, file: content})
        for file, several in contents.items()
        for number, content in enumerate(several)
    )


def _ecsv(text: str) -> bytes:
    from astropy.table import Table

    out = io.StringIO()
    Table.read(text, format="ascii.csv").write(out, format="ascii.ecsv")
    return out.getvalue().encode()


def answers() -> tuple[Start, ...]:
    """Return what a TAP service sends: rows, an error, a job, a page."""
    rows = {survey: message(votable(survey, [star_row(survey)])) for survey in SURVEYS}
    bodies = {
        "rows": rows[ALLWISE],
        "an error": message(ERROR_TABLE, status="400 Bad Request"),
        "a page": message(b"<html><body>It works!</body></html>", kind="text/html"),
        "a job": message(_JOB.encode()),
        "a redirect": message(b"", f"Location: {HERE.decode()}/sync", status="303 See Other"),
    }
    return tuple(
        Start(
            name,
            "AllWISE.http",
            {XML: PROPOSAL.xml, "2MASS.http": rows[TWO_MASS], "AllWISE.http": answer},
        )
        for name, answer in bodies.items()
    )


def contents(starts: Sequence[Start]) -> tuple[bytes, ...]:
    """Return the changed files, as material for each other."""
    return tuple(start.files[start.changed] for start in starts)
