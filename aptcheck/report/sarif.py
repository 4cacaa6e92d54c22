"""SARIF 2.1.0, for GitHub's code scanning and other viewers.

OASIS, "Static Analysis Results Interchange Format Version 2.1.0"; limits are GitHub's ("SARIF
support for code scanning", read 2026-11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from aptcheck.finding import Finding
from aptcheck.project_urls import repository_url
from aptcheck.report import Look
from aptcheck.report.address import address, uri
from aptcheck.report.rounding import written_finding
from aptcheck.report.sarif_rules import LEVEL, descriptor, literal
from aptcheck.report.sentence import PLACE, sentence, worst_first
from aptcheck.report.visible import shortened, visible
from aptcheck.results import Outcome, ProposalReport, Report
from aptcheck.version import __version__
from aptcheck.wording import count
from aptcheck.wording.json_words import json_text

__all__ = ["render"]

#: GitHub shows no more of a run, and refuses one with more than 25,000.
_MOST = 5_000
_BASE = "%SRCROOT%"
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return one run with all findings, the worst first; suppressed ones are marked."""
    every = worst_first(report)
    shown = every[:_MOST]
    rules: dict[str, dict[str, Any]] = {}
    for _, finding in sorted(shown, key=lambda pair: pair[1].code):
        if finding.code not in rules:
            rules[finding.code] = descriptor(finding)
    index = {code: at for at, code in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {**_driver(), "rules": list(rules.values())}},
        "automationDetails": {"id": "aptcheck/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The folder of the proposals."}}},
        "invocations": [
            {
                "executionSuccessful": not report.summary.not_checked,
                "toolExecutionNotifications": list(_notes(report, len(every))),
            }
        ],
        "results": [
            _result(proposal, finding, index[finding.code], look, seen)
            for proposal, finding in shown
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log, indent=1) + "\n"


def _driver() -> dict[str, str]:
    home = repository_url()
    return {
        "name": "aptcheck",
        "version": __version__,
        **({} if home is None else {"informationUri": home}),
    }


def _result(
    proposal: ProposalReport, finding: Finding, index: int, look: Look, seen: Counter[str]
) -> dict[str, Any]:
    seen[finding.fingerprint] += 1
    result = {
        "ruleId": shortened(finding.code, 60),
        "ruleIndex": index,
        "level": LEVEL[finding.severity],
        "message": {"text": literal(sentence(finding))},
        "locations": [_location(proposal, finding, look)],
        "partialFingerprints": {
            # "hash:occurrence", as GitHub's own are: two copies of a proposal stay two alerts.
            "primaryLocationLineHash": visible(f"{finding.fingerprint}:{seen[finding.fingerprint]}")
        },
        "properties": _properties(finding),
    }
    reason = finding.suppressed.reason if finding.suppressed is not None else "in the baseline"
    if not finding.counts:
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": shortened(reason, PLACE),
            }
        ]
    return result


def _location(proposal: ProposalReport, finding: Finding, look: Look) -> dict[str, Any]:
    place = address(proposal, finding, look)
    region = {"startLine": place.line, "startColumn": place.column}
    if not place.exact:
        # GitHub asks for a region, and an archive has no lines: use its first character.
        region |= {"endLine": 1, "endColumn": 2}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}
    }
    if finding.location.trail:
        trail = shortened(finding.location.trail, PLACE)
        location["logicalLocations"] = [
            {"name": trail.rsplit(" > ", 1)[-1], "fullyQualifiedName": trail, "kind": "element"}
        ]
    return location


def _artifact(path: str) -> dict[str, str]:
    address = uri(path)
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": _BASE}


def _properties(finding: Finding) -> dict[str, Any]:
    evidence = _visible(asdict(finding.evidence)) if finding.evidence is not None else None
    written = written_finding(finding)
    angles, aperture = written.angles, written.aperture_angles
    return {
        "observation": finding.observation,
        "relatedObservations": list(finding.related_observations),
        "target": shortened(finding.target, PLACE) if finding.target is not None else None,
        "fixable": finding.fixable,
        "evidence": evidence,
        "angles": asdict(angles) if angles is not None else None,
        "apertureAngles": asdict(aperture) if aperture is not None else None,
    }


def _visible(value: Any) -> Any:  # noqa: ANN401 - as deep as the evidence is
    """Return plain data with every text in it visible and no longer than a name."""
    if isinstance(value, str):
        return shortened(value, PLACE)
    if isinstance(value, dict):
        return {key: _visible(one) for key, one in value.items()}
    return [_visible(one) for one in value] if isinstance(value, (list, tuple)) else value


def _notes(report: Report, findings: int) -> Iterator[dict[str, Any]]:
    """Yield what a list of results cannot say: what was left out and what was not checked."""
    if findings > _MOST:
        left = f"{findings - _MOST} findings are left out, the least severe of {findings}."
        yield {"level": "warning", "message": {"text": left}}
    for proposal in report.proposals:
        unchecked = [line for line in proposal.coverage if line.outcome is Outcome.NOT_CHECKED]
        if unchecked:
            codes = shortened(", ".join(line.code for line in unchecked), PLACE)
            where = shortened(proposal.path, PLACE)
            number = count(unchecked, "rule")
            text = literal(f"{where}: {number} not checked ({codes}).")
            yield {"level": "note", "message": {"text": text}}
