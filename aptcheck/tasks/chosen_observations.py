"""A proposal opened for questions of where and when, and the observations to answer them for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aptcheck.config import Config
from aptcheck.engine.session import Session, Unopened, open_proposal
from aptcheck.errors import FieldUnavailable, UnreadableProposal, UsageError
from aptcheck.modes.judged import mode_of, modes_of
from aptcheck.wording import listed

if TYPE_CHECKING:
    from aptcheck.engine.options import Options
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.schedule.opportunity import Opportunity

__all__ = ["Unknowns", "chosen", "left_out", "opened", "other_modes", "skies", "told"]

Told = TypeVar("Told")

#: Called with what could not be told of some observations, one sentence each.
Unknowns = Callable[[Iterable[str]], None]

#: Why an observation of another mode is refused or left out.
_MRS_ALONE = "fields and dates are shown for MRS observations alone so far"


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
    """Return the live backgrounds, declared and then suspected ones."""
    return session.graph.background_fields


def chosen(
    session: Session, numbers: tuple[int, ...], default: tuple[Observation, ...]
) -> tuple[Observation, ...]:
    """Return the observations asked for by number, without any the default.

    Raises
    ------
    UsageError
        If there is no such observation, it takes no MRS spectra, or there is none at all.
    """
    for number in numbers:
        observation = session.proposal.observation(number)
        if observation is None:
            raise UsageError(f"the proposal has no observation {number}.")
        if not observation.is_mrs:
            raise UsageError(_refusal(observation))
    found = tuple(o for o in session.proposal.observations if o.number in numbers) or default
    if not found:
        why = f": {_MRS_ALONE}" if other_modes(session) else ""
        raise UsageError(f"the proposal has no MRS observation that is still to be taken{why}.")
    return found


def _refusal(observation: Observation) -> str:
    mode = mode_of(observation)
    if mode is None:
        return f"observation {observation.number} takes no MRS spectra."
    kind = f"{mode.article} {mode.called} observation"
    return f"observation {observation.number} is {kind}: {_MRS_ALONE}."


def other_modes(session: Session) -> tuple[Mode, ...]:
    """Return the modes beside the MRS of which data are still to be taken, or have been."""
    live = (o for o in session.proposal.observations if not o.is_out)
    return tuple(mode for mode in modes_of(live) if mode.name != "miri-mrs")


def left_out(session: Session, numbers: tuple[int, ...]) -> Iterator[str]:
    """Yield a sentence if observations of other modes are left out where none is asked for."""
    if not numbers and (modes := other_modes(session)):
        names = listed(mode.called for mode in modes)
        yield f"{names} observations are left out: {_MRS_ALONE}."


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
            unknown.append(f"observation {observation.number}: {fault.reason}.")
    if not found:
        raise UsageError(unknown[0])
    unknowns(unknown)
    return found
