"""A search for empty sky in words: for which target, where it looked and what it found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.geometry.angles import AngleSet
from aptcheck.mode_names import LEFT_OUT, MODE_WORDS, ModeName
from aptcheck.report.suggestions.rounding import at_least, at_most
from aptcheck.report.visible import one_line
from aptcheck.suggestions import SkySearch, SuggestedSky, Suggestions
from aptcheck.wording import (
    agree,
    angle_words,
    briefly,
    count,
    excerpt,
    in_requirements,
    listed,
    named,
    v3pa_words,
)

__all__ = [
    "MARGIN",
    "arcsec",
    "background_now",
    "clean_words",
    "left_alone",
    "left_out",
    "margin_words",
    "not_searched",
    "nothing_to_suggest",
    "offset_words",
    "outcome",
    "pointing_words",
    "science_names",
    "science_observations",
    "share_words",
    "whose",
]

MARGIN = (
    "Margin: how far the disc that the field sweeps over all angles could still grow before a "
    "source spoils it."
)
_USUAL = Terms()
_PRESENT = {
    "clean": "clean",
    "contaminated": "contaminated",
    "not-checked": "not checked",
}


class _Aperture(NamedTuple):
    """The aperture that holds the target, and how far its position angle is beyond V3PA."""

    name: str
    v3_ideal_angle: float


def whose(search: SkySearch) -> str:
    """Return ``NGC-1, observations 1 and 3``: the science side of a search."""
    return ", ".join(filter(None, (science_names(search), science_observations(search))))


def science_names(search: SkySearch) -> str:
    """Return the science targets of a search."""
    return named(map(one_line, search.science_targets)) or excerpt(one_line(search.target))


def science_observations(search: SkySearch) -> str:
    """Return ``observations 1 and 3``: those that use the background; empty where none does."""
    used = search.science_observations
    return briefly("observation", used) if used else ""


def background_now(search: SkySearch) -> str:
    """Return which target and observation the background has now, and what is known of it."""
    if search.present == "missing":
        return "No background yet."
    numbers = search.background_observations
    parts = [
        *([excerpt(one_line(search.background_target))] if search.background_target else []),
        *([briefly("observation", numbers)] if numbers else []),
        _PRESENT[search.present],
    ]
    reason = one_line(search.present_reason or "").rstrip(".")
    # where the search has no answer either, the search says why
    why = f" ({reason})" if reason and search.status != "not-checked" else ""
    return f"Current background: {', '.join(parts)}{why}."


def outcome(search: SkySearch) -> Iterator[str]:
    """Yield what was searched and what came of it, a sentence or two each."""
    reason = one_line(search.reason or "").rstrip(".")
    if search.status == "not-checked":
        yield f"Not checked: {reason}." if reason else "Not checked."
        if search.ra_deg is not None and not search.suppliers:
            yield _how_to_ask(search)
    elif search.status == "crowded":
        yield f"Crowded: {reason or 'no position is clean at every angle'}."
    if search.bound_arcsec is not None:
        yield (
            f"No position within {_ring(search)} has a margin above "
            f"{at_most(search.bound_arcsec, 1):.1f} arcsec."
        )
    if search.first_clean_arcsec is not None:
        yield (
            "The nearest position that is clean at every angle is "
            f"{arcsec(search.first_clean_arcsec)} arcsec away."
        )
    elif search.status == "crowded" and search.looked_out_to_arcsec is not None:
        yield (
            f"No position within {arcsec(search.looked_out_to_arcsec)} arcsec is clean at every "
            "angle."
        )
    if not search.suggestions and search.status != "not-checked":
        yield "No position to suggest."


def margin_words(sky: SuggestedSky) -> str:
    """Return the margin, arcsec, rounded down."""
    return f"{at_least(sky.margin_arcsec, 1):.1f}"


def share_words(sky: SuggestedSky) -> str:
    """Return the share of clean angles, rounded down; that of a position without any is none."""
    share = sky.clean_fraction
    if share is None:
        return "all" if sky.clean is None and sky.margin_arcsec >= 0 else "-"
    if 0.0 < share < 0.01:
        return "<1 %"
    return f"{at_least(share, 2) * 100:.0f} %"


def clean_words(sky: SuggestedSky, search: SkySearch) -> str:
    """Return at which V3PA a position is clean and when; nothing where at every one."""
    if sky.clean is None:
        return ""
    arcs = AngleSet.of(sky.clean).arcs
    if not arcs:
        return "clean at no allowed V3PA"
    days = named(
        f"{first} to {last}" if first != last else first for first, last in sky.clean_dates
    )
    when = f"; available {one_line(days)}" if days else ""
    if search.aperture is None:
        return f"clean at {v3pa_words(arcs)}{when}"
    held = _Aperture(search.aperture, search.aperture_offset_deg)
    return f"clean at {angle_words(arcs, held)}{when}"


def pointing_words(sky: SuggestedSky) -> str:
    """Return ``Offset 10, -20`` or ``unchanged``: with the imager on its target."""
    if sky.special_offset is None:
        return "unchanged"
    x, y = sky.special_offset
    return f"Offset {arcsec(x)}, {arcsec(y)}"


def offset_words(sky: SuggestedSky, search: SkySearch) -> str:
    """Return the Offset to set where nothing else changes, else nothing."""
    if sky.special_offset is None:
        return ""
    x, y = sky.special_offset
    return in_requirements(
        f"set Offset to x {x:.3f}, y {y:.3f} arcsec and keep the coordinates",
        search.background_observations,
    )


#: Why no place is searched for the backgrounds of some modes.
_WHY_NOT: dict[ModeName, str] = {
    "miri-imaging": "the field of an image is hardly ever empty",
    "miri-lrs-slitless": LEFT_OUT,
}


def left_alone(suggestions: Suggestions) -> str:
    """Return which backgrounds are clean and were left alone, next to those with suggestions."""
    numbers = suggestions.clean
    return (
        f"Clean, so no position is suggested: the {agree(numbers, 'background', 'backgrounds')} in "
        f"{briefly('observation', sorted(numbers))}. --all shows positions for "
        f"{agree(numbers, 'it', 'them')} anyway."
    )


def nothing_to_suggest(suggestions: Suggestions) -> str:
    """Return why there is no search."""
    numbers = suggestions.clean
    background = "other background" if suggestions.other_modes else "background"
    if not numbers:
        return f"There is no {background} to move or to add."
    which = f"{count(numbers, 'background')}, {briefly('observation', sorted(numbers))}"
    return (
        f"Every {background} is clean, as far as the catalogues go: {which}. --all shows positions "
        "anyway."
    )


def not_searched(suggestions: Suggestions) -> str:
    """Say for which modes of the backgrounds nothing is searched; nothing where there are none."""
    modes = listed(MODE_WORDS[mode] for mode in suggestions.other_modes)
    return f"Not searched: {modes} backgrounds." if modes else ""


def left_out(suggestions: Suggestions) -> str:
    """Return the same with the reason."""
    why = listed(_WHY_NOT[mode] for mode in suggestions.other_modes if mode in _WHY_NOT)
    said = not_searched(suggestions)
    return f"{said[:-1]}: {why}." if why else said


def arcsec(length: float) -> str:
    """Return a length to a tenth of an arcsecond, without a trailing zero."""
    return f"{length:.1f}".removesuffix(".0")


def _how_to_ask(search: SkySearch) -> str:
    """Return what to do where no catalogue answered; without a proposal there is no lock."""
    if not search.science_observations:
        return "To check, use `--catalog irsa`."
    inner, outer = search.searched.inner_arcsec, search.searched.outer_arcsec
    usual = (inner, outer) == (_USUAL.inner_arcsec, _USUAL.outer_arcsec)
    within = "" if usual else f" --within {inner:.10g}..{outer:.10g}"
    return (
        "To check, use `--catalog irsa`, or store the catalogues' answer next to the proposal with "
        f"`aptcheck lock --suggest{within}`."
    )


def _ring(search: SkySearch) -> str:
    searched = search.searched
    reach = f"{searched.inner_arcsec:g} to {searched.outer_arcsec:g} arcsec"
    return f"{reach} of {'the' if len(search.science_targets) < 2 else 'each'} target"
