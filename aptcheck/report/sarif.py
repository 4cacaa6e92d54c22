"""SARIF 2.1.0, for GitHub's code scanning and other viewers.

OASIS, "Static Analysis Results Interchange Format Version 2.1.0"; limits are GitHub's ("SARIF
support for code scanning", read 2026-11).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from aptcheck.finding import Finding, Severity
from aptcheck.project_urls import repository_url
from aptcheck.report import Look
from aptcheck.report.address import address, uri
from aptcheck.report.foremost import Foremost
from aptcheck.report.rounding import written_finding
from aptcheck.report.sarif_rules import LEVEL, descriptor, literal
from aptcheck.report.sentence import PLACE, badness, sentence
from aptcheck.report.visible import shortened, visible
from aptcheck.results import Outcome, ProposalReport, Summary
from aptcheck.version import __version__
from aptcheck.wording import count
from aptcheck.wording.json_words import json_text

__all__ = ["streamed"]

#: GitHub shows no more of a run, and refuses one with more than 25,000.
_MOST = 5_000
_BASE = "%SRCROOT%"
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


#: The log without its results is cut here.
_CUT = '"results": []'


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """A result as plain JSON, without the index of its rule and the number of its occurrence."""

    code: str
    descriptor: dict[str, Any]
    fingerprint: str
    json: str


class _Log:
    """One run with all findings, of which all is written at the end: the worst come first."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._found = 0
        self._worst = Foremost[_Shown](_MOST)
        self._descriptors: dict[tuple[str, str, Severity], dict[str, Any]] = {}
        self._unchecked: list[str] = []

    def opening(self) -> str:
        return ""

    def piece(self, proposal: ProposalReport) -> str:
        shown = [
            (key, self._shown(proposal, finding))
            for number, finding in enumerate(proposal.findings, self._found)
            if self._worst.takes(key := (*badness(finding), number))
        ]
        unchecked = list(_unchecked(proposal))
        self._found += len(proposal.findings)
        for key, one in shown:
            self._worst.add(key, one)
        self._unchecked += unchecked
        return ""

    def closing(self, summary: Summary) -> Iterator[str]:
        rules: dict[str, dict[str, Any]] = {}
        for one in sorted(self._worst, key=lambda one: one.code):
            rules.setdefault(one.code, one.descriptor)
        before, _, after = self._frame(list(rules.values()), summary).partition(_CUT)
        yield before + _CUT.removesuffix("]")
        index = {code: at for at, code in enumerate(rules)}
        seen: Counter[str] = Counter()
        for place, one in enumerate(self._worst):
            seen[one.fingerprint] += 1
            result = json.loads(one.json)
            result["ruleIndex"] = index[one.code]
            # "hash:occurrence", as GitHub's own are: two copies of a proposal stay two alerts.
            line_hash = visible(f"{one.fingerprint}:{seen[one.fingerprint]}")
            result["partialFingerprints"] = {"primaryLocationLineHash": line_hash}
            text = json_text(result, indent=1).replace("\n", "\n    ")
            yield f"{',' if place else ''}\n    {text}"
        last = "\n   ]" if seen else "]"
        yield f"{last}{after}\n"

    def _shown(self, proposal: ProposalReport, finding: Finding) -> _Shown:
        of = (finding.code, finding.name, finding.severity)
        if of not in self._descriptors:
            self._descriptors[of] = descriptor(finding)
        result = json_text(_result(proposal, finding, self._look))
        return _Shown(finding.code, self._descriptors[of], finding.fingerprint, result)

    def _frame(self, rules: list[dict[str, Any]], summary: Summary) -> str:
        """Return the log without its results."""
        run = {
            "tool": {"driver": {**_driver(), "rules": rules}},
            "automationDetails": {"id": "aptcheck/"},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                _BASE: {"description": {"text": "The folder of the proposals."}}
            },
            "invocations": [
                {
                    "executionSuccessful": not summary.not_checked,
                    "toolExecutionNotifications": list(self._notes()),
                }
            ],
            "results": [],
        }
        return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)

    def _notes(self) -> Iterator[dict[str, Any]]:
        """Yield what a list of results cannot say: what was left out and what was not checked."""
        if self._found > _MOST:
            left = (
                f"{self._found - _MOST} findings are left out, the least severe of {self._found}."
            )
            yield {"level": "warning", "message": {"text": left}}
        for text in self._unchecked:
            yield {"level": "note", "message": {"text": text}}


def streamed(*, look: Look, verbose: bool = False) -> _Log:  # noqa: ARG001
    """Return one run with all findings, the worst first; suppressed ones are marked."""
    return _Log(look)


def _driver() -> dict[str, str]:
    home = repository_url()
    return {
        "name": "aptcheck",
        "version": __version__,
        **({} if home is None else {"informationUri": home}),
    }


def _result(proposal: ProposalReport, finding: Finding, look: Look) -> dict[str, Any]:
    result = {
        "ruleId": shortened(finding.code, 60),
        "ruleIndex": None,
        "level": LEVEL[finding.severity],
        "message": {"text": literal(sentence(finding))},
        "locations": [_location(proposal, finding, look)],
        "partialFingerprints": None,
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


def _unchecked(proposal: ProposalReport) -> Iterator[str]:
    """Yield which rules were not checked, if any."""
    unchecked = [line for line in proposal.coverage if line.outcome is Outcome.NOT_CHECKED]
    if unchecked:
        codes = shortened(", ".join(line.code for line in unchecked), PLACE)
        where = shortened(proposal.path, PLACE)
        yield literal(f"{where}: {count(unchecked, 'rule')} not checked ({codes}).")
