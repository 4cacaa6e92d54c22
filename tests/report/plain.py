"""Reports as plain data, made without rules, files or a clock."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import aptcheck
from aptcheck.finding import (
    Angles,
    ApertureAngles,
    Column,
    Evidence,
    Finding,
    Location,
    Severity,
    SourceReference,
    Suppression,
    Table,
)
from aptcheck.report import content
from aptcheck.results import (
    Coverage,
    ExposureMatch,
    Outcome,
    Pair,
    ProposalReport,
    Report,
    Scope,
    Verdict,
)

ROOT = Path(__file__).resolve().parents[2]
VERDICTS: tuple[Verdict, ...] = ("pass", "warn", "fail")

FIGURES = Table(
    caption="what each band sees",
    columns=(Column("band"), Column("wavelength", "µm"), Column("limit", "µJy"), Column("fields")),
    rows=(("1A", 5.33, 81.0, 3), ("2A", 8.15, None, 2), ("4C", 26.22, 7414.0, 3)),
    note="Figures of a test, 50 % of them round.",
)


def finding(**changes: Any) -> Finding:
    """Return a finding; keywords replace its fields."""
    plain = Finding(
        code="BKG201",
        name="ngroups-mismatch",
        severity=Severity.ERROR,
        message="Ngroups of the background differ from the science: science 27, background 40.",
        observation=2,
        related_observations=(1,),
        target="M33-SKY",
        location=Location(
            member="1234.xml",
            line=812,
            column=9,
            trail="Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1",
        ),
        evidence=Evidence(measured=40, limit=27, unit="groups"),
        angles=None,
        aperture_angles=None,
        source=None,
        fix="In observation 2, MIRI Medium Resolution Spectroscopy tab, set Groups/Int to 27.",
        fingerprint="0123456789abcdef0123456789abcdef",
    )
    return replace(plain, **changes)


def proposal(*findings: Finding, **changes: Any) -> ProposalReport:
    """Return a proposal's part of a report; keywords replace its fields."""
    worst = max((f.severity.rank for f in findings if f.counts), default=0)
    plain = ProposalReport(
        path="proposals/1234.aptx",
        program="1234",
        title="Dust in M33",
        apt_version="2026.5.1",
        schema_version=71,
        cycle=5,
        verdict=VERDICTS[worst],
        scope=Scope(
            observations=2,
            pairs=1,
            fields=1,
            fields_checked=1,
            angles_known=1,
            catalogue_asked=True,
        ),
        backgrounds=(
            Pair(
                mode="miri-mrs",
                science_observation=1,
                background_observation=2,
                declared=True,
                linked=True,
                non_interruptible=True,
                order="after",
                separation_arcsec=61.2,
                depth_ratio=1.0,
                exposures=(
                    ExposureMatch(
                        setting="SHORT, long detector",
                        wavelength="SHORT",
                        detector="LONG",
                        subarray="FULL",
                        science_groups=(27,),
                        background_groups=(40,),
                        match=False,
                    ),
                ),
            ),
        ),
        findings=findings,
        coverage=(
            Coverage(code="APT001", outcome=Outcome.PASSED),
            Coverage(code="BKG113", outcome=Outcome.NOT_APPLICABLE, reason="no target group"),
            Coverage(code="BKG201", outcome=Outcome.FINDING),
            Coverage(code="SKY101", outcome=Outcome.NOT_CHECKED, reason="no catalogue was asked"),
        ),
    )
    return replace(plain, **changes)


def every_kind() -> Report:
    """Return a report with each kind of finding, proposal and outcome that a format must show."""
    sky = finding(
        code="SKY101",
        name="contaminated-sky",
        severity=Severity.WARNING,
        message="A source enters the MRS field of observation 2 at some angles.",
        evidence=Evidence(measured=812.5, limit=63.0, unit="µJy"),
        angles=Angles(allowed=((10.0, 50.5),), avoid=((20.0, 25.25),), clean=((10.0, 20.0),)),
        aperture_angles=ApertureAngles(
            aperture="MIRIM_FULL",
            allowed=((14.835449, 55.335449),),
            avoid=((24.835449, 30.085449),),
            clean=((14.835449, 24.835449),),
        ),
        source=SourceReference(
            designation="WISEA J013351.02+303956.4", ra_deg=23.46, dec_deg=30.66
        ),
        fixable="unsafe",
        fix_options=("--suggest",),
        fingerprint="1" * 32,
    )
    wide = finding(
        code="TST900",
        name="a-rule-of-another-version",
        severity=Severity.INFO,
        message="A proposal-wide remark with 50 % and a, comma: and a colon.",
        observation=None,
        related_observations=(),
        target=None,
        location=Location(),
        evidence=None,
        fix="",
        fingerprint="2" * 32,
        table=FIGURES,
    )
    suppressed = replace(sky, suppressed=Suppression(reason="agreed with the PI"), fingerprint="3")
    known = replace(wide, baselined=True, fingerprint="4" * 32)
    unreadable = finding(
        code="APT001",
        name="unreadable-proposal",
        message="The file is empty.",
        observation=None,
        related_observations=(),
        target=None,
        location=Location(),
        evidence=None,
        fix="Open the proposal in APT and save it again.",
        fingerprint="5" * 32,
    )
    return Report(
        proposals=(
            proposal(
                wide, known, finding(fixable="safe"), sky, suppressed, beside="proposals/1234.xml"
            ),
            proposal(path="a b/clean#1.xml", program=None, title="Größe & Ferne", coverage=()),
            proposal(
                unreadable,
                path="empty.aptx",
                program=None,
                title=None,
                apt_version=None,
                schema_version=None,
                cycle=None,
                backgrounds=(),
            ),
        )
    )


def sample_report(monkeypatch) -> Report:
    """Return the check of a sample by a few rules, so that a new rule changes nothing."""
    monkeypatch.chdir(ROOT)
    codes = ("BKG104", "BKG201", "BKG202", "BKG501")
    sample = "sample_proposals/broken.aptx"
    checked = aptcheck.check(sample, select=codes, pictures=False).proposals[0]
    coverage = tuple(line for line in checked.coverage if line.code in codes)
    return Report(proposals=(replace(checked, coverage=coverage),))


def many(number: int) -> Report:
    """Return a report of long findings in five proposals, each severity in turn."""
    findings = [
        finding(
            severity=list(Severity)[at % 3],
            message=f"Finding {at}: {'a rather long explanation, ' * 30}",
            fix="Change this and that in APT. " * 25,
            observation=at,
            fingerprint=f"{at:032x}",
        )
        for at in range(number)
    ]
    fifth = -(-number // 5)
    return Report(
        proposals=tuple(
            proposal(*findings[at : at + fifth], path=f"proposals/{at}.aptx")
            for at in range(0, number, fifth)
        )
    )


def parquet_table(report: Report) -> bytes:
    """Return a report as a Parquet table."""
    table = content("parquet", report)
    assert isinstance(table, bytes)
    return table
