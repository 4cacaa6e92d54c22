"""What the end of a report needs of each proposal, so small that it can be kept for every one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, TypeVar, cast

from aptcheck.finding import Finding, Location, Suppression
from aptcheck.results import (
    NOT_SELECTED,
    Coverage,
    Outcome,
    ProposalReport,
    Report,
)

__all__ = ["Briefs"]

_Value = TypeVar("_Value", bound=Hashable)
_NOWHERE, _SET_ASIDE = Location(), Suppression(reason="")


class Briefs:
    """Proposals without pairs, fields and texts, in the order in which they were added.

    Left are path, verdict, scope and configuration, of a finding what it counts as and how it can
    be fixed, and of the ledger the rules that were not checked, which is enough for every sentence
    on several proposals. What two proposals have in common is kept once.
    """

    def __init__(self) -> None:
        self._kept: list[ProposalReport] = []
        self._shared: dict[Hashable, Any] = {}

    def add(self, proposal: ProposalReport) -> None:
        """Add a proposal."""
        self._kept.append(
            replace(
                proposal,
                verdict=self._one(proposal.verdict),
                scope=self._one(proposal.scope),
                configuration=self._one(proposal.configuration),
                findings=self._one(tuple(map(self._finding, proposal.findings))),
                coverage=self._one(
                    tuple(
                        self._line(line)
                        for line in proposal.coverage
                        if line.outcome is Outcome.NOT_CHECKED or line.reason == NOT_SELECTED
                    )
                ),
                program=None,
                title=None,
                apt_version=None,
                schema_version=None,
                cycle=None,
                backgrounds=(),
                intents=(),
                fields=(),
                beside=None,
                provenance=None,
            )
        )

    @property
    def report(self) -> Report:
        """All of them as one report."""
        return Report(proposals=self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def _finding(self, found: Finding) -> Finding:
        hidden = found.suppressed is not None
        key = (
            found.code,
            found.severity,
            found.fixable,
            found.fix_options,
            hidden,
            found.baselined,
        )
        if key not in self._shared:
            self._shared[key] = Finding(
                code=found.code,
                name="",
                severity=found.severity,
                message="",
                observation=None,
                related_observations=(),
                target=None,
                location=_NOWHERE,
                evidence=None,
                angles=None,
                aperture_angles=None,
                source=None,
                fix="",
                fixable=found.fixable,
                fix_options=found.fix_options,
                fingerprint="",
                suppressed=_SET_ASIDE if hidden else None,
                baselined=found.baselined,
            )
        return cast("Finding", self._shared[key])

    def _line(self, line: Coverage) -> Coverage:
        """Return a line whose reason says only whether the rule was selected."""
        reason = NOT_SELECTED if line.reason == NOT_SELECTED else None
        return self._one(Coverage(code=line.code, outcome=line.outcome, reason=reason))

    def _one(self, value: _Value) -> _Value:
        """Return the value itself, or the equal one that is kept already."""
        return cast("_Value", self._shared.setdefault(value, value))
