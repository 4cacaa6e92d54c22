"""Why an intent of a configuration decides for no observation, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from aptcheck.background.intent_spelling import names_several, nearest, number_in
from aptcheck.background.intent_words import observations, one_of, quoted, tables
from aptcheck.config.patterns import fits
from aptcheck.wording import Reason, excerpt, named

if TYPE_CHECKING:
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.mode import Mode

__all__ = ["Remedy", "Unmatched", "overruled", "shared", "unmatched", "without_shadow"]

_NUMBER = re.compile("[0-9]+")
_DIGITS = 9

#: What to do about an entry that others precede.
Remedy: TypeAlias = Literal["choose", "above", "number"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmatched:
    """Why an entry has no effect, a fragment, and what to do, an imperative without a full stop.

    ``advice`` is None where nothing in the proposal would match. ``near`` says whether it holds
    something that was probably meant.
    """

    reason: Reason
    advice: str | None
    near: bool = True


def shared(what: str, users: Sequence[int | str]) -> Unmatched:
    """Say that a background serves several observations, given as numbers, or targets, as names."""
    served = observations(users) if isinstance(users[0], int) else named(map(str, users))
    return Unmatched(
        reason=Reason(f"{excerpt(what)} is the background of {served}"),
        advice=f"write {tables(users)} instead",
    )


def without_shadow(numbers: Sequence[int]) -> Unmatched:
    """Say that none of an entry's science observations can have the strategy shadow."""
    return Unmatched(
        reason=Reason(f"strategy shadow is for solar-system targets, not {observations(numbers)}"),
        advice="set another strategy, or delete it",
    )


def overruled(
    entry: str, what: str, numbers: Sequence[int], others: Sequence[str], remedy: Remedy
) -> Unmatched:
    """Say that another entry comes first for each observation that an entry names.

    Parameters
    ----------
    entry : str
        The key below ``intents``.
    what : str
        What it names of these observations: their target, or a background.
    numbers : sequence of int
        The numbers of the science observations it is meant for.
    others : sequence of str
        The entries that decide for these.
    remedy : str
        Whether to ``choose`` one of them, or, where the others are needed elsewhere, to write it
        ``above`` them or by ``number``.
    """
    several = len(dict.fromkeys(others)) > 1
    own, first = tables([entry]), tables(others)
    if remedy == "above":
        advice = f"write {own} above {first}"
    elif remedy == "number":
        advice = f"write {tables(numbers)} instead of {own}"
    elif several:
        advice = f"delete {own}, or {first}"
    else:
        advice = f"keep one of the two, {own} and {first}"
    come = "come" if several else "comes"
    why = f"it names {what} of {observations(numbers)}, for which {first} {come} first"
    return Unmatched(reason=Reason(why), advice=advice)


def unmatched(
    entry: str,
    proposal: Proposal,
    science: Sequence[Observation],
    suspicions: Iterable[Suspicion],
    mode: Mode,
) -> Unmatched:
    """Say what an entry names instead of science, and the nearest match.

    Parameters
    ----------
    entry : str
        The key below ``intents``.
    proposal : Proposal
    science : sequence of Observation
        All that an entry can name.
    suspicions : iterable of Suspicion
        What looks like a background and is not declared.
    mode : Mode
        That of the science.
    """
    if not science:
        return Unmatched(
            reason=Reason(f"the proposal has no {mode.called} science observation"),
            advice=None,
            near=False,
        )
    if names_several(entry) and all(t.name != entry for t in proposal.targets):
        return Unmatched(
            reason=Reason("a name cannot list several observations"),
            advice="write one table for each observation, or a target name with *",
        )
    if _NUMBER.fullmatch(entry):
        zeros = entry.startswith("0") and entry != "0"
        slip = "a number has no leading zeros" if zeros else None
        return _number(entry, slip, proposal, science, suspicions, mode)
    return _name(entry, proposal, science, suspicions, mode)


def _number(
    written: str,
    slip: str | None,
    proposal: Proposal,
    science: Sequence[Observation],
    suspicions: Iterable[Suspicion],
    mode: Mode,
) -> Unmatched:
    """Say what is wrong with a number: the ``slip`` in its spelling if nothing else is."""
    advice = f"name {one_of([o.number for o in science])}"
    digits = written.lstrip("0") or "0"
    observation = proposal.observation(int(digits)) if len(digits) <= _DIGITS else None
    if observation is None:
        why = f"there is no observation {excerpt(digits)}"
        return Unmatched(reason=Reason(why), advice=advice, near=False)
    number = observation.number
    for suspicion in suspicions:
        if suspicion.sky.number == number:
            return _undeclared(f"observation {number}", suspicion)
    if not mode.is_taken(observation):
        why = f"observation {number} is not {mode.article} {mode.called} observation"
    elif observation.is_out:
        why = f"observation {number} is withdrawn, skipped or failed"
    elif slip is not None:
        return Unmatched(reason=Reason(slip), advice=f"write {tables([number])}")
    else:
        why = f"observation {number} is a background that no science observation uses"
    return Unmatched(reason=Reason(why), advice=advice)


def _name(
    entry: str,
    proposal: Proposal,
    science: Sequence[Observation],
    suspicions: Iterable[Suspicion],
    mode: Mode,
) -> Unmatched:
    for suspicion in suspicions:
        target = proposal.target_of(suspicion.sky)
        if target is not None and target.name and fits(target.name, entry):
            return _undeclared(excerpt(target.name), suspicion)
    targets = (proposal.target_of(observation) for observation in science)
    known = list(dict.fromkeys(t.name for t in targets if t is not None and t.name))
    others = [t.name for t in proposal.targets if t.name and fits(t.name, entry)]
    if others:
        why = f"no {mode.called} science observation has the target {named(others[:1])}"
        return Unmatched(reason=Reason(why), advice=f"name {one_of(known)}")
    number, like = number_in(entry), nearest(entry, known)
    if number is not None and not (like and like.sure):
        slip = "an observation is named by its number only"
        return _number(number, slip, proposal, science, suspicions, mode)
    why = Reason(f"no science target is named {quoted(entry)}")
    if like is None:
        return Unmatched(reason=why, advice=f"name {one_of(known)}", near=False)
    return Unmatched(reason=why, advice=like.advice)


def _undeclared(what: str, suspicion: Suspicion) -> Unmatched:
    numbers = [observation.number for observation in suspicion.sciences]
    users = f" of {observations(numbers)}" if numbers else ""
    declare = f"declare {what} as a background in APT"
    return Unmatched(
        reason=Reason(f"{what} is not declared as the background{users}"),
        advice=f"write {tables(numbers)}, or {declare}" if numbers else declare,
    )
