"""Which settings a table of pairs shows, and the words where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aptcheck.report.visible import one_line
from aptcheck.report.words import numbers
from aptcheck.results import ExposureMatch, Pair

__all__ = ["NONE_IN_COMMON", "difference_words", "settings_shown"]

#: Of a pair whose sides use different settings, each of which is matched in another pair.
NONE_IN_COMMON = "no setting in common"


def difference_words(answer: ExposureMatch) -> str:
    """Return how the sides of a setting differ: in Ngroups, else in the readout pattern."""
    if answer.match:
        return ""
    science, background = numbers(answer.science_groups), numbers(answer.background_groups)
    if science != background:
        return f" vs {background}"
    readouts = ("/".join(side) for side in (answer.science_readouts, answer.background_readouts))
    return f" ({one_line(' vs '.join(readouts))})" if answer.science_readouts else " other readout"


def settings_shown(pairs: Iterable[Pair]) -> dict[Pair, tuple[ExposureMatch, ...]]:
    """Return what to show of each pair: all for the MRS, else what no other pair matches.

    Outside the MRS each filter often has an observation of its own, on both sides: then a setting
    that one side of a pair lacks is not a fault if another pair of the other side has it.
    """
    listed = tuple(pairs)
    answered = {
        key
        for pair in listed
        for exposed in pair.exposures
        if exposed.science_groups and exposed.background_groups
        for key in _keys(pair, exposed)
    }
    return {
        pair: tuple(
            exposed
            for exposed in pair.exposures
            if pair.mode == "miri-mrs" or not _is_elsewhere(pair, exposed, answered)
        )
        for pair in listed
    }


def _is_elsewhere(pair: Pair, exposed: ExposureMatch, answered: set[tuple[str, ...]]) -> bool:
    """Whether only one side of a pair has a setting, for which that side has another partner."""
    science, background = _keys(pair, exposed)
    if not exposed.background_groups:
        return science in answered
    return not exposed.science_groups and background in answered


def _keys(pair: Pair, exposed: ExposureMatch) -> Sequence[tuple[str, ...]]:
    """Return keys that are unique to a setting of the science and of the background."""
    return (
        (pair.mode, "science", str(pair.science_observation), exposed.setting),
        (pair.mode, "background", str(pair.background_observation), exposed.setting),
    )
