"""A proposal opened for questions of where and when, and the observations in question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aptcheck.config import Config
from aptcheck.engine.session import Session, Unopened, open_proposal
from aptcheck.errors import FieldUnavailable, UnreadableProposal, UsageError
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.engine.options import Options
    from aptcheck.model import Observation
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["Unknowns", "answered", "chosen", "live", "opened", "skies"]

Answer = TypeVar("Answer")

#: Called with why some observations have no answer, one sentence each.
Unknowns = Callable[[Iterable[str]], None]


def opened(path: Path, options: Options, settings: Config | None = None) -> Session:
    """Open a proposal; without a configuration if it is not judged.

    Raises
    ------
    UsageError
        If it cannot be read, with its path and the reason.
    """
    session = open_proposal(str(path), options, settings or Config())
    if isinstance(session, Unopened):
        if isinstance(session.fault, UnreadableProposal):
            raise UsageError(f"{path}: {session.fault}")
        raise session.fault
    return session


def skies(session: Session) -> tuple[Observation, ...]:
    """Return the live backgrounds of each mode, first the declared, then the suspected ones."""
    return tuple(sky for graph in session.graphs for sky in graph.background_fields)


def live(session: Session) -> tuple[Observation, ...]:
    """Return all observations that are planned or already taken, mode by mode."""
    return tuple(observation for graph in session.graphs for observation in graph.live)


def chosen(
    session: Session, numbers: tuple[int, ...], default: tuple[Observation, ...]
) -> tuple[Observation, ...]:
    """Return the observations with these numbers, or the default if there are none.

    Raises
    ------
    UsageError
        If there is no such observation, aptcheck does not judge its mode, or there is none at all.
    """
    for number in numbers:
        observation = session.proposal.observation(number)
        if observation is None:
            raise UsageError(f"the proposal has no observation {number}.")
        if mode_of(observation) is None:
            raise UsageError(f"observation {number} has a mode that aptcheck does not judge.")
    found = tuple(o for o in session.proposal.observations if o.number in numbers) or default
    if not found:
        raise UsageError(
            "the proposal has no observation that is still to be taken in a mode that aptcheck "
            "judges."
        )
    return found


def answered(
    session: Session,
    observations: Iterable[Observation],
    question: Callable[[Opportunity], Answer],
    unknowns: Unknowns,
) -> list[tuple[int, Answer]]:
    """Return the answer for each observation, by number, where it is known.

    ``unknowns`` is called with why the others have no answer.

    Raises
    ------
    UsageError
        No observation has an answer; the message is the reason for the first.
    """
    found: list[tuple[int, Answer]] = []
    unknown: list[str] = []
    for observation in observations:
        try:
            found.append((observation.number, question(session.schedule.of(observation))))
        except FieldUnavailable as fault:
            whose = f"observation {observation.number}"
            words = str(fault.reason)
            unknown.append(f"{words if words.startswith(f'{whose} ') else f'{whose}: {words}'}.")
    if not found:
        raise UsageError(unknown[0])
    unknowns(unknown)
    return found
