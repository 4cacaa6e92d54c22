"""Whether the names of observations say sky, perhaps sky, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aptcheck.background.sky_names import Call, ObservationName, called_sky
from aptcheck.background.sky_vocabulary import SKY_WORDS
from aptcheck.background.sky_words import words

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["appearances", "entry_is_plainly_sky", "entry_is_sky", "label_calls", "looks_like_sky"]

_KEYWORD = "TELESCOPE/SKY BACKGROUND"
_IMAGING = re.compile(r"(?<![^\W_])(?:imag(?:ing|er|es?)|img)(?![^\W_])", re.IGNORECASE)


def appearances(proposal: Proposal, observations: Sequence[Observation]) -> dict[int, Call]:
    """Return what names and keywords say of observations, compared with each other, by number."""
    targets = [proposal.target_of(observation) for observation in observations]
    names = (_name(o, t) for o, t in zip(observations, targets, strict=True))
    calls = called_sky([*names])
    return {
        o.number: Call.SKY if _has_keyword(target) else call
        for o, target, call in zip(observations, targets, calls, strict=True)
    }


def label_calls(observations: Iterable[Observation]) -> dict[int, Call]:
    """Return what the labels alone say of observations of one target."""
    members = tuple(observations)
    calls = called_sky([_name(o, None) for o in members])
    return {o.number: call for o, call in zip(members, calls, strict=True)}


def looks_like_sky(observation: Observation, target: Target | None) -> bool:
    """Whether the keyword, the target name or the label says sky, each on its own."""
    return _has_keyword(target) or called_sky([_name(observation, target)])[0] is Call.SKY


def entry_is_sky(target: Target) -> bool:
    """Whether the keyword or the name of a target says sky."""
    return _has_keyword(target) or called_sky([ObservationName("", target.name)])[0] is Call.SKY


def entry_is_plainly_sky(target: Target) -> bool:
    """Whether a target has the keyword, or ends with a word for the sky."""
    said = words(target.name)
    return _has_keyword(target) or (bool(said) and said[-1] in SKY_WORDS)


def _name(observation: Observation, target: Target | None) -> ObservationName:
    """Return label and target of an observation without words that only mean an image.

    With spectra these words say more: imaging may be off, or show something else.
    """
    texts = observation.label, target.name if target is not None else ""
    if observation.imaging is not None:
        return ObservationName(*(_IMAGING.sub(" ", text) for text in texts))
    return ObservationName(*texts)


def _has_keyword(target: Target | None) -> bool:
    return target is not None and any(word.upper() == _KEYWORD for word in target.keywords)
