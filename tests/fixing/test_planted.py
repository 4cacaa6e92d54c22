"""A planted fault is gone after `aptcheck fix`, and nothing else has been added or changed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aptcheck import testing
from aptcheck.apt import read_bytes
from aptcheck.correction import Correction
from aptcheck.engine.arguments import options_of
from aptcheck.results import ProposalReport
from aptcheck.tasks.fix import corrected
from tests.fixing.bases_of_modes import DOCUMENTS
from tests.fixing.planted import SLIPS as MRS_SLIPS
from tests.fixing.planted import Pair, Slip
from tests.fixing.planted_in_modes import SLIPS as SLIPS_OF_MODES
from tests.fixing.trees import changed_forms, differing
from tests.shared import ROOT, shared_folder

SAMPLES = (
    "linked-extended-source",
    "mosaic-sharing-one-sky",
    "faint-extended-equal-depth",
    "star-in-the-background",
)
SLIPS = {**MRS_SLIPS, **SLIPS_OF_MODES}
#: A real proposal with declared backgrounds, 24 of them.
REAL = ("clagn24-rebuilt.aptx",)


@dataclass(frozen=True, slots=True)
class Base:
    """A proposal before a fault is planted, as a file and as the text of its XML."""

    name: str
    data: bytes
    text: str
    pairs: tuple[Pair, ...]
    findings: frozenset[tuple[str, int | None]]


def base_of(data: bytes, name: str) -> Base:
    document = read_bytes(data, name)
    proposal = document.proposal
    report = check(document.data)
    pairs = []
    for pair in report.backgrounds:
        science = proposal.observation(pair.science_observation)
        sky = proposal.observation(pair.background_observation)
        assert science is not None
        assert sky is not None
        numbers = (science.target_number or 0, sky.target_number or 0)
        pairs.append(Pair(science.number, sky.number, *numbers))
    return Base(name, document.data, document.xml.decode(), tuple(pairs), keys(report))


@cache
def bases() -> tuple[Base, ...]:
    paths = [ROOT / "sample_proposals" / f"{name}.aptx" for name in SAMPLES]
    real = [shared_folder() / "corpus" / name for name in REAL]
    files = [*paths, *(path for path in real if path.exists())]
    built = [(document.aptx(), mode) for mode, document in DOCUMENTS.items()]
    return tuple(
        base_of(data, name) for data, name in (*((f.read_bytes(), f.name) for f in files), *built)
    )


def check(data: bytes) -> ProposalReport:
    return testing.check(data, select=("APT", "BKG"))


def keys(report: ProposalReport) -> frozenset[tuple[str, int | None]]:
    return frozenset((one.code, one.observation) for one in report.findings)


def fix(data: bytes, *, unsafe: bool) -> Correction:
    with TemporaryDirectory() as folder:
        path = Path(folder, "proposal.aptx" if data.startswith(b"PK") else "proposal.xml")
        path.write_bytes(data)
        options = options_of(select=("APT", "BKG"), catalog="none")
        return corrected(path, options, unsafe=unsafe)


def packed(base: Base, text: str, *, archive: bool) -> bytes:
    """Return a text as a file: XML, or in the archive of the base."""
    if not archive:
        return text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base.data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            content = text.encode() if info.filename.endswith(".xml") else old.read(info)
            new.writestr(info, content)
    return out.getvalue()


def members(data: bytes) -> list[tuple[object, ...]]:
    """Return what an archive says about its members, except the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return [
            (
                info.filename,
                info.date_time,
                info.compress_type,
                info.external_attr,
                info.extra,
                b"" if info.filename.endswith(".xml") else archive.read(info),
            )
            for info in archive.infolist()
        ]


def text_of(data: bytes) -> str:
    return read_bytes(data, "proposal").xml.decode()


def plantings(slip: Slip) -> list[tuple[Base, Pair, str]]:
    """Return every way to plant a fault in the bases."""
    return [
        (base, pair, text)
        for base in bases()
        for pair in base.pairs
        if (text := slip.plant(base.text, pair)) is not None and text != base.text
    ]


@pytest.mark.parametrize("name", SLIPS)
def test_a_planted_fault_is_fixed_and_nothing_else(name: str) -> None:
    slip = SLIPS[name]
    ways = plantings(slip)
    assert len(ways) >= 2

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(range(len(ways))), st.booleans())
    def holds(at: int, archive: bool) -> None:
        base, _, text = ways[at]
        planted = packed(base, text, archive=archive)
        assert {code for code, _ in keys(check(planted)) - base.findings} & {*slip.codes}
        corrected = fix(planted, unsafe=not slip.safe)
        assert {one.finding.code for one in corrected.fixed} & {*slip.codes}
        assert all(one.kind == "safe" for one in corrected.fixed) or not slip.safe
        assert keys(check(corrected.data)) <= base.findings
        reported = changed_forms(
            (c for one in corrected.fixed for c in one.changes), corrected.outdated
        )
        assert differing(text, text_of(corrected.data)) == reported
        if slip.restores:
            assert text_of(corrected.data) == base.text
        if archive:
            assert members(corrected.data) == members(planted)
        again = fix(corrected.data, unsafe=not slip.safe)
        assert not again.differs
        assert again.data == corrected.data

    holds()


def test_safe_faults_are_always_fixed() -> None:
    """Safe fixes are marked so, and unsafe ones are left without the option."""
    for name, slip in SLIPS.items():
        base, _, text = plantings(slip)[0]
        found = fix(text.encode(), unsafe=False)
        codes = {one.finding.code for one in found.fixed}
        assert bool(codes & {*slip.codes}) == slip.safe, (base.name, name)
