"""Findings as `aptcheck.testing` gives them, without the advice that every proposal gets."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aptcheck.apt import Document
from aptcheck.config import Config
from aptcheck.engine import proposal_report
from aptcheck.engine.options import Options
from aptcheck.engine.session import Session
from aptcheck.finding import Finding
from aptcheck.model import Proposal
from aptcheck.results import ProposalReport
from aptcheck.testing import check, lines

#: Rules that report on every proposal checked without a catalogue; their own tests select them.
ADVICE = ("SKY104", "SKY105")


def judged(document: Any, **how: Any) -> ProposalReport:
    """Return the report of `aptcheck.testing.check`, without the advice."""
    unwanted = () if "select" in how else ADVICE
    return check(document, **{**how, "ignore": (*how.get("ignore", ()), *unwanted)})


def findings(document: Any, **how: Any) -> tuple[Finding, ...]:
    """Return the findings of a proposal."""
    return judged(document, **how).findings


def faults(document: Any, **how: Any) -> list[str]:
    """Return the findings of a proposal as sorted "CODE severity observation" lines."""
    return lines(judged(document, **how))


def judged_model(proposal: Proposal, *select: str) -> ProposalReport:
    """Return the report on a model whose form in an APT file is not known."""
    document = Document(proposal=proposal, member="proposal.xml", data=b"")
    return proposal_report.judged(
        Session(
            path="proposal.xml",
            digest="",
            document=document,
            settings=Config(select=select),
            options=Options(today=datetime(2026, 11, 1)),
        )
    )
