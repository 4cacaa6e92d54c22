"""Whether a rule on a field has anything to say of an observation."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.contamination.threat import Threat
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.verdict import NotApplicable, NotChecked

__all__ = ["NO_FIELD", "unchecked", "unlooked", "weight"]

NO_FIELD = "no background is taken"


def unlooked(observation: Observation, context: Context) -> NotApplicable | None:
    """Return why the field of an observation is not looked at, None where it is."""
    if not context.fields:
        return NotApplicable(NO_FIELD)
    if context.field_judgement(observation) is None:
        return NotApplicable("not a background")
    return None


def unchecked(judgement: FieldJudgement) -> Iterable[NotChecked]:
    """Yield why a field may not be called clean, nothing where it may."""
    if judgement.reason is not None:
        yield NotChecked(judgement.reason.rstrip("."))


def weight(judgement: FieldJudgement, threat: Threat) -> Severity:
    """Return how bad a source is; in a science field, judged on request, it may be the target."""
    return threat.severity if judgement.background else Severity.INFO
