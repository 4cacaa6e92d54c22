"""What to do now: one task for each rule that found an error, each with the places to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aptcheck.finding import Severity
from aptcheck.report.html.finding_groups import FindingView

__all__ = ["Task", "ToDo", "to_do"]

#: Tasks and places in a list that is still read; the findings below have all.
_MOST_TASKS, _MOST_PLACES = 12, 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What one rule asks for: the findings, the first of which gives the fix."""

    findings: tuple[FindingView, ...]

    @property
    def first(self) -> FindingView:
        """The finding whose fix is shown."""
        return self.findings[0]

    @property
    def has_one_fix(self) -> bool:
        """Whether the fix is the same for all of them, word by word."""
        return len({view.finding.fix for view in self.findings}) == 1

    @property
    def shown(self) -> tuple[FindingView, ...]:
        """As many as are listed."""
        return self.findings[:_MOST_PLACES]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToDo:
    """The tasks of the worst severity found; ``more`` are left to the list of findings."""

    severity: Severity
    tasks: tuple[Task, ...]
    more: int


def to_do(views: Sequence[FindingView]) -> ToDo | None:
    """Return the tasks of the errors, else of the warnings; None without either."""
    counting = [view for view in views if view.finding.counts]
    for severity in (Severity.ERROR, Severity.WARNING):
        if tasks := tuple(_tasks(v for v in counting if v.finding.severity is severity)):
            return ToDo(
                severity=severity, tasks=tasks[:_MOST_TASKS], more=max(0, len(tasks) - _MOST_TASKS)
            )
    return None


def _tasks(views: Iterable[FindingView]) -> Iterable[Task]:
    together: dict[str, list[FindingView]] = {}
    for view in views:
        together.setdefault(view.finding.code, []).append(view)
    return (Task(findings=tuple(members)) for members in together.values())
