"""Why an intent of a configuration decides for no observation, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.config.patterns import fits
from aptcheck.wording import Reason, agree, excerpt, listed, named, numbered
from aptcheck.wording.toml_words import toml_path, toml_text

if TYPE_CHECKING:
    from aptcheck.background.suspicion import Suspicion
    from aptcheck.model import Observation, Proposal

__all__ = ["Unmatched", "overruled", "shared", "unmatched"]

#: More observations or tables than these are not spelled out.
_MOST = 12
_NUMBER = re.compile("[0-9]+")
_DIGITS = 9
_SEVERAL = re.compile(r"\s*[0-9]+(\s*([-–,;:+]|\.\.|to)\s*[0-9]+)+\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmatched:
    """Why an entry has no effect, a fragment, and what to do, an imperative without a full stop.

    ``near`` says whether the proposal holds something that was probably meant.
    """

    reason: Reason
    advice: str
    near: bool = True


def shared(what: str, users: Sequence[int | str]) -> Unmatched:
    """Say that a background serves several observations, given as numbers, or targets, as names."""
    told = _observations(users) if isinstance(users[0], int) else named(map(str, users))
    return Unmatched(
        reason=Reason(f"{excerpt(what)} is the background of {told}"),
        advice=f"name these: {_tables(users)}",
    )


def overruled(entry: str, observation: int, other: str) -> Unmatched:
    """Say that an entry names a background of an observation for which another comes first."""
    return Unmatched(
        reason=Reason(
            f"it names a background of observation {observation}, for which {_tables([other])} "
            "comes first"
        ),
        advice=f"keep one of the two, {_tables([entry])} and {_tables([other])}",
    )


def unmatched(
    entry: str,
    proposal: Proposal,
    science: Sequence[Observation],
    suspicions: Iterable[Suspicion],
) -> Unmatched:
    """Say what an entry names instead of science, and the nearest that would match.

    Parameters
    ----------
    entry : str
        The key below ``intents``.
    proposal : Proposal
    science : sequence of Observation
        All that an entry can name.
    suspicions : iterable of Suspicion
        What looks like a background and is not declared.
    """
    if not science:
        return Unmatched(
            reason=Reason("the proposal has no MRS science observation"),
            advice="delete it",
            near=False,
        )
    if _SEVERAL.fullmatch(entry):
        return Unmatched(
            reason=Reason("several observations in one name are not understood"),
            advice="write one table for each observation, or a target name with *",
        )
    if _NUMBER.fullmatch(entry):
        return _number(entry, proposal, science, suspicions)
    return _name(entry, proposal, science, suspicions)


def _number(
    entry: str, proposal: Proposal, science: Sequence[Observation], suspicions: Iterable[Suspicion]
) -> Unmatched:
    advice = f"name {_one_of([o.number for o in science])}"
    digits = entry.lstrip("0") or "0"
    observation = proposal.observation(int(digits)) if len(digits) <= _DIGITS else None
    if observation is None:
        why = f"there is no observation {excerpt(digits)}"
        return Unmatched(reason=Reason(why), advice=advice, near=False)
    number = observation.number
    if digits != entry:
        why = "a number is written without zeros in front"
        return Unmatched(reason=Reason(why), advice=f"write {_tables([number])}")
    for suspicion in suspicions:
        if suspicion.sky.number == number:
            return _undeclared(f"observation {number}", suspicion)
    if not observation.is_mrs:
        why = f"observation {number} is not an MRS observation"
    elif observation.is_out:
        why = f"observation {number} is withdrawn, skipped or failed"
    else:
        why = f"observation {number} is a background that no science observation uses"
    return Unmatched(reason=Reason(why), advice=advice)


def _name(
    entry: str, proposal: Proposal, science: Sequence[Observation], suspicions: Iterable[Suspicion]
) -> Unmatched:
    from difflib import get_close_matches

    for suspicion in suspicions:
        target = proposal.target_of(suspicion.sky)
        if target is not None and target.name and fits(target.name, entry):
            return _undeclared(excerpt(target.name), suspicion)
    targets = (proposal.target_of(observation) for observation in science)
    known = list(dict.fromkeys(t.name for t in targets if t is not None and t.name))
    others = [t.name for t in proposal.targets if t.name and fits(t.name, entry)]
    if others:
        why = f"no MRS science observation has the target {named(others[:1])}"
        return Unmatched(reason=Reason(why), advice=f"name {_one_of(known)}")
    why = Reason(f"no science target is called {toml_text(excerpt(entry))}")
    small = {name.casefold(): name for name in reversed(known)}
    alike = [name for folded, name in small.items() if fits(folded, entry.casefold())]
    if alike and entry.casefold() not in small:
        advice = f"write it with the capitals of {named(alike[:1])}"
        return Unmatched(reason=why, advice=advice)
    if alike:
        return Unmatched(reason=why, advice=f"write {_tables(alike[:1])}: capitals count")
    near = get_close_matches(entry.casefold(), small, n=1)
    if near:
        copy = _tables([small[near[0]]])
        return Unmatched(reason=why, advice=f"write {copy}, if that is the target you mean")
    return Unmatched(reason=why, advice=f"name {_one_of(known)}", near=False)


def _undeclared(what: str, suspicion: Suspicion) -> Unmatched:
    numbers = [observation.number for observation in suspicion.sciences]
    users = f" of {_observations(numbers)}" if numbers else ""
    declare = f"declare {what} as a background in APT"
    return Unmatched(
        reason=Reason(f"{what} is not declared as the background{users}"),
        advice=f"write {_tables(numbers)}, or {declare}" if numbers else declare,
    )


def _one_of(known: Sequence[int | str]) -> str:
    """Return what there is to name: numbers of observations, or targets."""
    if not known:
        return "an observation by its number"
    if isinstance(known[0], int):
        return f"{agree(known, 'the', 'one of the')} science {_observations(known)}"
    more = f" and {len(known) - _MOST} more" if len(known) > _MOST else ""
    told = ", ".join(map(excerpt, map(str, known[:_MOST]))) if more else named(map(str, known))
    return f"{agree(known, 'the target', 'one of the targets')} {told}{more}"


def _observations(numbers: Sequence[int | str]) -> str:
    distinct = list(dict.fromkeys(numbers))
    more = len(distinct) - _MOST
    if more > 0:
        return f"observations {', '.join(map(str, distinct[:_MOST]))} and {more} more"
    return numbered("observation", [int(number) for number in distinct])


def _tables(keys: Sequence[int | str]) -> str:
    """Return the tables to write, without brackets: so they are the same in a pyproject.toml."""
    return listed([toml_path(("intents", str(key))) for key in list(dict.fromkeys(keys))[:_MOST]])
