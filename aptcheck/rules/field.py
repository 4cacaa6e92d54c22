"""Whether a rule on a field has anything to say of an observation."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.verdict import NotApplicable, NotChecked, Verdict

if TYPE_CHECKING:
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.contamination.threat import Threat

__all__ = ["NO_FIELD", "elsewhere", "looked_at", "weight"]

NO_FIELD = "no background is taken"


def elsewhere(observation: Observation, context: Context) -> NotApplicable | None:
    """Return why an observation has no field to judge, None where it has one."""
    if not context.fields:
        return NotApplicable(NO_FIELD)
    if all(field.number != observation.number for field in context.fields):
        return NotApplicable("not a background")
    return None


def looked_at(
    observation: Observation, context: Context
) -> Generator[Verdict, None, FieldJudgement | None]:
    """Yield what keeps a field from being judged or believed; return what is known of it.

    None where there is no field or nobody looked. A field with a reason to doubt is returned all
    the same: a source that was found stays found.
    """
    if (reason := elsewhere(observation, context)) is not None:
        yield reason
        return None
    if not context.catalogue_asked:
        yield NotChecked("No catalogue was asked")
        return None
    judgement = context.field_judgement(observation)
    if judgement is not None and judgement.reason is not None:
        yield NotChecked(judgement.reason.rstrip("."))
    return judgement


def weight(judgement: FieldJudgement, threat: Threat) -> Severity:
    """Return how bad a source is; in a science field, judged on request, it may be the target."""
    return threat.severity if judgement.background else Severity.INFO
