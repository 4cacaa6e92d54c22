"""A baseline: the findings of one day, by fingerprint, so that later only new ones count.

The file is JSON, sorted, one finding per line: a diff of it is a list of findings. It names
proposals by their path from the folder of the file. A finding is known by its fingerprint; one that
lists several observations stays known when some of them have been fixed since. Code and observation
are for people.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from aptcheck.engine.paths import STDIN
from aptcheck.engine.severity import with_findings
from aptcheck.errors import UsageError
from aptcheck.intake.bounds import MAX_BASELINE, MAX_BASELINE_FINDINGS, MAX_BASELINE_VALUES
from aptcheck.intake.regular_file import regular_bytes
from aptcheck.rules.registry import may_be_silenced
from aptcheck.wording.json_words import json_text

if TYPE_CHECKING:
    from aptcheck.finding import Finding
    from aptcheck.results import ProposalReport, Report

__all__ = ["Baseline", "Known", "baselined", "read_baseline", "recorded", "text"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Known(_Entry):
    """One recorded finding."""

    code: str = Field(max_length=20)
    observation: int | None
    observations: tuple[int, ...] = ()
    fingerprint: str = Field(max_length=64)

    def has(self, finding: Finding) -> bool:
        """Whether a finding concerns only observations that this one listed."""
        numbers = {observation for observation, _ in finding.places}
        return self.code == finding.code and numbers <= {*self.observations}


class Baseline(_Entry):
    """The recorded findings by proposal."""

    kind: Literal["aptcheck baseline"]
    schema_version: Literal["1"]
    proposals: dict[str, tuple[Known, ...]]


def recorded(report: Report, folder: Path) -> Baseline:
    """Return the baseline of a report, to be saved in a folder.

    It leaves out suppressed findings, which do not count anyway, and those that nothing may hide:
    an unreadable proposal and a fault of aptcheck.
    """
    proposals = {}
    for proposal in report.proposals:
        known = [
            _known(f) for f in proposal.findings if f.suppressed is None and may_be_silenced(f.code)
        ]
        known.sort(key=lambda k: (k.observation or 0, k.code, k.fingerprint))
        proposals[_key(proposal.path, folder)] = tuple(known)
    return Baseline(
        kind="aptcheck baseline", schema_version="1", proposals=dict(sorted(proposals.items()))
    )


def text(baseline: Baseline) -> str:
    """Return a baseline as written: one finding per line."""
    proposals = []
    for path, known in baseline.proposals.items():
        lines = ",\n".join(f"   {_line(k)}" for k in known)
        proposals.append(f"  {json_text(path)}: [" + (f"\n{lines}\n  ]" if lines else "]"))
    kind, version = json_text(baseline.kind), json_text(baseline.schema_version)
    head = f' "kind": {kind},\n "schema_version": {version}'
    inside = ",\n".join(proposals)
    return f'{{\n{head},\n "proposals": {{' + (f"\n{inside}\n }}" if inside else "}") + "\n}\n"


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises
    ------
    UsageError
        The file cannot be read, is too large, or is not a baseline of this version.
    """
    content = regular_bytes(path, MAX_BASELINE)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}.")
    # Each finding costs the validator more than its bytes.
    if (
        content.count(b"{") + content.count(b"[") > 2 * MAX_BASELINE_FINDINGS
        or content.count(b",") > MAX_BASELINE_VALUES
    ):
        raise UsageError(
            f"{path}: holds more than {MAX_BASELINE_FINDINGS:,} findings, which no baseline does."
        )
    try:
        return Baseline.model_validate_json(content)
    except ValidationError:
        raise UsageError(
            f"{path}: is not a baseline that this version of aptcheck can read; "
            "`aptcheck baseline` writes one."
        ) from None


def baselined(report: ProposalReport, baseline: Baseline, folder: Path) -> ProposalReport:
    """Mark the findings of a proposal that are in a baseline, which is saved in a folder."""
    known = baseline.proposals.get(_key(report.path, folder), ())
    fingerprints = {k.fingerprint for k in known}
    lists = [k for k in known if k.observations]
    findings = (
        replace(
            f,
            baselined=(f.fingerprint in fingerprints or any(k.has(f) for k in lists))
            and may_be_silenced(f.code),
        )
        for f in report.findings
    )
    return with_findings(report, findings)


def _known(finding: Finding) -> Known:
    listed = finding.places if len(finding.places) > 1 else ()
    return Known(
        code=finding.code,
        observation=finding.observation,
        observations=tuple(observation for observation, _ in listed if observation is not None),
        fingerprint=finding.fingerprint,
    )


def _key(path: str, folder: Path) -> str:
    """Return the name of a proposal in a baseline: its path from the folder, with slashes."""
    if path == STDIN:
        return STDIN
    # abspath, because a link goes by its own name, not by that of its target.
    start = os.path.abspath(folder)  # noqa: PTH100
    try:
        relative = os.path.relpath(os.path.abspath(path), start)  # noqa: PTH100
    except ValueError:
        raise UsageError(f"{path}: is on another drive than the baseline in {folder}.") from None
    # A path that is not Unicode has lone surrogates, which JSON cannot hold.
    return Path(relative).as_posix().encode("utf-8", "backslashreplace").decode()


def _line(known: Known) -> str:
    return json_text(known.model_dump(exclude_defaults=True))
