"""The findings of a proposal as the page lists them: by observation, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aptcheck.finding import Finding
from aptcheck.report.html.anchors import Anchors
from aptcheck.report.visible import one_line
from aptcheck.wording import count

__all__ = ["FindingView", "Group", "finding_views", "groups"]


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """A finding, its address, and that of the field of its observation, empty without one."""

    key: str
    finding: Finding
    field: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The findings of one observation, or of the proposal as a whole."""

    label: str
    findings: tuple[FindingView, ...]

    @property
    def counts(self) -> str:
        """Say "1 error, 2 warnings"."""
        counted = Counter(view.finding.severity.value for view in self.findings)
        return ", ".join(
            count(counted[name], name) for name in ("error", "warning", "info") if counted[name]
        )


def finding_views(
    findings: Iterable[Finding], fields: Mapping[int, str], anchors: Anchors
) -> tuple[FindingView, ...]:
    """Return the findings with their addresses, the worst first.

    ``fields`` are the addresses of the fields by the number of their observation.
    """
    return tuple(
        FindingView(
            key=anchors.finding(finding),
            finding=finding,
            field=fields.get(finding.observation or 0, ""),
        )
        for finding in sorted(findings, key=lambda finding: -finding.severity.rank)
    )


def groups(views: Iterable[FindingView]) -> tuple[Group, ...]:
    """Return the groups of findings that count, those with the worst finding first."""
    together: dict[int | None, list[FindingView]] = {}
    for view in views:
        if view.finding.counts:
            together.setdefault(view.finding.observation, []).append(view)
    return tuple(_group(number, members) for number, members in together.items())


def _group(number: int | None, members: list[FindingView]) -> Group:
    targets = {one_line(view.finding.target) for view in members if view.finding.target}
    name = f", {targets.pop()}" if number is not None and len(targets) == 1 else ""
    label = "The proposal as a whole" if number is None else f"Observation {number}{name}"
    return Group(label=label, findings=tuple(members))
