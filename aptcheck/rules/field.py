"""Whether a rule on a field has anything to say of an observation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.verdict import NotApplicable, NotChecked

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.threat import Threat

__all__ = ["NO_FIELD", "elsewhere", "unchecked", "unlooked", "weight"]

NO_FIELD = "no background is taken"


def elsewhere(observation: Observation, context: Context) -> NotApplicable | None:
    """Return why an observation has no field to judge, None where it has one."""
    if not context.fields:
        return NotApplicable(NO_FIELD)
    if all(field.number != observation.number for field in context.fields):
        return NotApplicable("not a background")
    return None


def unlooked(observation: Observation, context: Context) -> NotApplicable | NotChecked | None:
    """Return why nobody looked at the field of an observation, None where somebody did."""
    if not context.catalogue_asked:
        return elsewhere(observation, context) or NotChecked("No catalogue was asked")
    return elsewhere(observation, context)


def unchecked(judgement: FieldJudgement) -> Iterable[NotChecked]:
    """Yield why a field may not be called clean, nothing where it may."""
    if judgement.reason is not None:
        yield NotChecked(judgement.reason.rstrip("."))


def weight(judgement: FieldJudgement, threat: Threat) -> Severity:
    """Return how bad a source is; in a science field, judged on request, it may be the target."""
    return threat.severity if judgement.background else Severity.INFO
