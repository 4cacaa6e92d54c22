"""Judge a proposal text through the real reader and the real engine."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from aptcheck import apt
from aptcheck.config import Config
from aptcheck.engine.options import Options
from aptcheck.engine.proposal_report import judged as judge_session
from aptcheck.engine.session import Session
from aptcheck.finding import Finding
from aptcheck.model import Proposal
from aptcheck.results import ProposalReport

#: Rules that speak on every proposal checked without a catalogue; their own tests select them.
OFFLINE = ("SKY104", "SKY105")


def judged(xml: object, *, options: Options | None = None, **config: Any) -> ProposalReport:
    """Return the whole report on a proposal: text, bytes, a builder's document, or a model."""
    ignore = (*config.pop("ignore", ()), *(() if "select" in config else OFFLINE))
    settings = Config.model_validate({**config, "ignore": ignore})
    options = options or Options(today=datetime(2026, 11, 1))
    document = (
        apt.Document(proposal=xml, member="proposal.xml", data=b"")
        if isinstance(xml, Proposal)
        else apt.read_bytes(_bytes(xml), "proposal.xml")
    )
    session = Session(
        path="proposal.xml", digest="", document=document, settings=settings, options=options
    )
    return judge_session(session)


def findings(xml: object, **config: Any) -> tuple[Finding, ...]:
    """Return the findings of a proposal."""
    return judged(xml, **config).findings


def found(xml: object, **config: Any) -> list[str]:
    """Return the findings as sorted "CODE severity observation" lines, "-" for proposal-wide."""
    return sorted(
        f"{f.code} {f.severity.value} {'-' if f.observation is None else f.observation}"
        for f in findings(xml, **config)
    )


def outcome(xml: object, code: str, **config: Any) -> tuple[str, str | None]:
    """Return (outcome, reason) of one rule in the coverage ledger."""
    line = next(c for c in judged(xml, **config).coverage if c.code == code)
    return line.outcome.value, line.reason


def written(xml: object, folder: Path | None = None, name: str = "proposal.xml") -> Path:
    """Write a proposal to a file and return its path."""
    path = (folder or Path(tempfile.mkdtemp())) / name
    path.write_bytes(_bytes(xml))
    return path


def _bytes(xml: object) -> bytes:
    if isinstance(xml, bytes):
        return xml
    if isinstance(xml, str):
        return xml.encode()
    inner = getattr(xml, "xml", None)
    if inner is None:
        raise TypeError(f"cannot make a proposal of {type(xml).__name__}")
    return _bytes(inner)
