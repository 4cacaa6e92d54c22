"""What the observations of a proposal are called: sky, perhaps sky, or nothing of the kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.background.sky_names import Call, ObservationName, called_sky
from aptcheck.background.sky_vocabulary import SKY_WORDS
from aptcheck.background.sky_words import words

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["appearances", "entry_is_plainly_sky", "entry_is_sky", "label_calls", "looks_like_sky"]

_KEYWORD = "TELESCOPE/SKY BACKGROUND"


def appearances(proposal: Proposal) -> dict[int, Call]:
    """Return what the names and keywords say of each live MRS observation, by its number."""
    observations = proposal.live_mrs
    targets = [proposal.target_of(observation) for observation in observations]
    calls = called_sky(
        [
            ObservationName(o.label, t.name if t is not None else "")
            for o, t in zip(observations, targets, strict=True)
        ]
    )
    return {
        o.number: Call.SKY if _has_keyword(target) else call
        for o, target, call in zip(observations, targets, calls, strict=True)
    }


def label_calls(observations: Iterable[Observation]) -> dict[int, Call]:
    """Return what the labels alone say of observations of one target."""
    members = tuple(observations)
    calls = called_sky([ObservationName(o.label) for o in members])
    return {o.number: call for o, call in zip(members, calls, strict=True)}


def looks_like_sky(observation: Observation, target: Target | None) -> bool:
    """Whether keyword, target name or label say sky, each for itself."""
    name = ObservationName(observation.label, target.name if target is not None else "")
    return _has_keyword(target) or called_sky([name])[0] is Call.SKY


def entry_is_sky(target: Target) -> bool:
    """Whether keyword or name of a target say sky."""
    return _has_keyword(target) or called_sky([ObservationName("", target.name)])[0] is Call.SKY


def entry_is_plainly_sky(target: Target) -> bool:
    """Whether a target has the keyword, or ends with a word for the sky."""
    said = words(target.name)
    return _has_keyword(target) or (bool(said) and said[-1] in SKY_WORDS)


def _has_keyword(target: Target | None) -> bool:
    return target is not None and any(word.upper() == _KEYWORD for word in target.keywords)
