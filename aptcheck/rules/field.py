"""What several rules say of a field: how bad a source is, and who finds why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.finding import Severity

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.threat import Threat

__all__ = ["FOUND_BY", "IN_SCIENCE_FIELD", "severity_in"]

#: The rule that finds what a `FieldUnavailable` lacks.
FOUND_BY = {"angle": "ORI105", "date": "BKG703", "linked date": "BKG702 or BKG703"}

#: What to do about a source in or beside a science field: it may be the target.
IN_SCIENCE_FIELD = (
    "Nothing, if this is what you observe; else see that it does not reach your target."
)


def severity_in(field: FieldJudgement, threat: Threat) -> Severity:
    """Return how bad a source is; in a science field, judged on request, it may be the target."""
    return threat.severity if field.background else Severity.INFO
