"""How much of a proposal was checked, and what was left out by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aptcheck.engine.rule_selection import selected
from aptcheck.results import Deselection, Scope
from aptcheck.rules.registry import all_rules

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.engine.judge import Placed
    from aptcheck.engine.session import Session
    from aptcheck.model import Observation
    from aptcheck.rules.context import Context

__all__ = ["scope_of"]


def scope_of(session: Session, contexts: Sequence[Context], findings: Iterable[Placed]) -> Scope:
    """Return how much was checked in a proposal that has been judged."""
    mrs = contexts[0]
    fields = [(field, one) for one in contexts for field in one.graph.background_fields]
    science = [field for field in mrs.sky.fields if not mrs.graph.is_background(field)]
    live = [observation for context in contexts for observation in context.graph.live]
    eased = [(placed.eased_by, placed.finding.code) for placed in findings]
    causes = [cause for cause, _ in eased]
    return Scope(
        observations=len(live),
        pairs=sum(_pairs(one.graph) for one in contexts),
        fields=len(fields),
        fields_left_out=sum(not one.graph.mode.looks_for_sources for _, one in fields),
        fields_checked=sum(_is_checked(field, one) for field, one in fields),
        angles_known=sum(_knows_angles(field, one) for field, one in fields),
        dates_unchecked=sum(_lacks_dates(o, mrs) for o in live),
        science_fields=len(science),
        science_fields_checked=sum(_is_checked(field, mrs) for field in science),
        catalogue_asked=mrs.sky.asked and session.hears_catalogues,
        deselected_by=_deselected_by(session),
        lowered=tuple(dict.fromkeys(code for cause, code in eased if cause == "configuration")),
        softened=causes.count("draft"),
        executed=causes.count("executed"),
    )


def _pairs(graph: Graph) -> int:
    return graph.declared.size + graph.suspected.size + graph.unfollowed_size


def _is_checked(field: Observation, context: Context) -> bool:
    if not context.sky.asked:
        return False
    try:
        judgement = context.sky.judgement(field)
    except Exception:  # noqa: BLE001 - the rule that met the same crash reports it
        return False
    return judgement is not None and judgement.reason is None


def _knows_angles(field: Observation, context: Context) -> bool:
    """Whether its angles can be computed, which takes time and is done only for a catalogue."""
    opportunity = context.schedule.of(field)
    try:
        _ = opportunity.place, opportunity.field
        if context.sky.asked:
            _ = opportunity.field_of_regard
    except Exception:  # noqa: BLE001 - as above, and FieldUnavailable
        return False
    return True


def _lacks_dates(observation: Observation, context: Context) -> bool:
    """Whether it is still to be taken, and its requirements could not be checked."""
    if observation.is_executed:
        return False
    try:
        never = context.schedule.of(observation).unreachable
    except Exception:  # noqa: BLE001 - as above
        return True
    return never is not None and never.is_guess


def _deselected_by(session: Session) -> Deselection | None:
    """Return what left rules out: the options override the configuration."""
    options, settings = session.options, session.settings
    own = () if options.select else settings.select
    by_configuration = _leaves_out(own, settings.ignore)
    by_options = _leaves_out(options.select, options.ignore)
    if by_configuration and by_options:
        return "both"
    if by_configuration:
        return "configuration"
    return "options" if by_options else None


def _leaves_out(select: Iterable[str], ignore: Iterable[str]) -> bool:
    select, ignore = tuple(select), tuple(ignore)
    return not all(selected(rule, select, ignore) for rule in all_rules())
