"""A proposal opened for questions of where and when, and the observations to answer them for."""

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

__all__ = ["Unknowns", "chosen", "live", "opened", "skies", "told"]

Told = TypeVar("Told")

#: Called with what could not be told of some observations, one sentence each.
Unknowns = Callable[[Iterable[str]], None]


def opened(path: Path, options: Options, settings: Config | None = None) -> Session:
    """Open a proposal; without a configuration where it is not judged.

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
    """Return the live backgrounds of each mode, declared and then suspected ones."""
    return tuple(sky for graph in session.graphs for sky in graph.background_fields)


def live(session: Session) -> tuple[Observation, ...]:
    """Return all observations that are still to be taken, or have been, mode by mode."""
    return tuple(observation for graph in session.graphs for observation in graph.live)


def chosen(
    session: Session, numbers: tuple[int, ...], default: tuple[Observation, ...]
) -> tuple[Observation, ...]:
    """Return the observations asked for by number, without any the default.

    Raises
    ------
    UsageError
        If there is no such observation, it is of no mode that aptcheck judges, or there is none at
        all.
    """
    for number in numbers:
        observation = session.proposal.observation(number)
        if observation is None:
            raise UsageError(f"the proposal has no observation {number}.")
        if mode_of(observation) is None:
            raise UsageError(f"observation {number} is of no mode that aptcheck judges.")
    found = tuple(o for o in session.proposal.observations if o.number in numbers) or default
    if not found:
        raise UsageError(
            "the proposal has no observation of a mode that aptcheck judges that is still to be "
            "taken."
        )
    return found


def told(
    session: Session,
    observations: Iterable[Observation],
    question: Callable[[Opportunity], Told],
    unknowns: Unknowns,
) -> list[tuple[int, Told]]:
    """Return what is asked of each observation, by number, where it can be told.

    ``unknowns`` is told of which others it cannot, and why.

    Raises
    ------
    UsageError
        It cannot be told of any, with the reason of the first.
    """
    found: list[tuple[int, Told]] = []
    unknown: list[str] = []
    for observation in observations:
        try:
            found.append((observation.number, question(session.schedule.of(observation))))
        except FieldUnavailable as fault:
            whose = f"observation {observation.number}"
            told = str(fault.reason)
            unknown.append(f"{told if told.startswith(f'{whose} ') else f'{whose}: {told}'}.")
    if not found:
        raise UsageError(unknown[0])
    unknowns(unknown)
    return found
