from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.ramps import ramps_of
from aptcheck.modes.setting_words import difference_words
from aptcheck.remedies.patterns import pattern_as_science
from aptcheck.remedies.users import users_of
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import briefly, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting

#: The pattern of an exposure without a dither, as headers spell it.
_NONE = "NONE"


@rule(
    "BKG410",
    severity="error",
    repair="association",
    draft="warning",
    suspected=True,
    modes=("nirspec-ifu",),
)
def dither_pattern_differs(background: Background, context: Context) -> Verdicts:
    """Background and science have different dither patterns.

    ## What
    A NIRSpec IFU science exposure has a Dither Type that no background exposure with its grating
    and filter has; an exposure with Dither cleared counts as NONE. Number of points and size of the
    pattern may differ. Only an info where the plan does not subtract this background (strategy
    external or none). A grating that the background lacks is left to BKG203, one with another
    filter to BKG210.

    ## Why
    At level 3 the pipeline compares grating and dither pattern, and makes a master background for
    the science only from the same pattern. At level 2 it separates nods from all other patterns: a
    nodded science observation uses its own nods as background and not the dedicated one, and a
    science observation without nods gets nothing from a nodded background. Patterns without nods
    are attached to each other there, but the step is skipped, since the grating wheel has moved
    between the two visits. Nothing warns you before the data arrive.

    ## How to fix
    In APT, open the background observation, NIRSpec IFU Spectroscopy tab, set Dither Type to that
    of the science, and tick Dither in the exposures where the science has it ticked. Where the
    science has several patterns, use one of them throughout or take the background in each.

    ## Source
    Association generator of jwst 3.0.0, run on pairs of patterns, 2026-11 (level 2: both without
    nods or the same nod; level 3: equal GRATING and PATTTYPE); background step of jwst 3.0.0
    (GWA_XTIL and GWA_YTIL of all members must be equal), read and run 2026-11; jwst issues 1149 and
    3074 on the wheel.
    """
    mode = context.mode
    # a time series gets no background (BKG114)
    shared = [
        (match.setting, science, match.sky)
        for match in background.matches
        if match.sky and (science := _of_no_series(match.science))
    ]
    if unclear := unclear_exposures(context.graph.proposal, background.observations):
        yield NotChecked(unclear)
    applies(shared or unclear, "no grating and filter is used on both sides")
    unknown = {
        ramp.observation.number
        for _, science, sky in shared
        for ramp in (*science, *sky)
        if mode.pattern_type(ramp) is None
    }
    if unknown:
        yield NotChecked(f"{numbered('observation', unknown)}: the dither pattern is not known")
    wrong = [
        found
        for setting, science, sky in shared
        if (found := _difference(mode, setting, science, sky)) is not None
    ]
    if not wrong:
        return
    differences = difference_words(
        mode, ((one.setting, _words(one.missing), _words(one.offered)) for one in wrong)
    )
    subtracted = background.intent.subtracts_background
    sky = wrong[0].skies[0]
    yield Fault(
        message=f"Background and science have different dither patterns: {differences}. "
        f"{_harm(wrong)}",
        fix=_fix(mode, wrong, _of_no_series(ramps_of(users_of(background, context.graph)))),
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(_words(wrong[0].offered), _words(wrong[0].missing)),
        severity=None if subtracted else "info",
        cause=(background.sky_numbers, differences, subtracted),
        remedy=pattern_as_science(background, context.graph, {one.setting for one in wrong}),
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Difference:
    """A setting in which the science has patterns that the background lacks.

    ``sciences`` are the exposures that have them, ``skies`` all of the background.
    """

    setting: Setting
    missing: frozenset[str]
    offered: frozenset[str]
    sciences: tuple[Ramp, ...]
    skies: tuple[Ramp, ...]

    @property
    def by_nods(self) -> bool:
        """Whether nods separate the two sides, so that level 2 does not attach them either."""
        nodded = any("NOD" in pattern for pattern in self.missing)
        return nodded or all("NOD" in pattern for pattern in self.offered)


def _difference(
    mode: Mode, setting: Setting, science: Iterable[Ramp], sky: Sequence[Ramp]
) -> _Difference | None:
    """Return what the background lacks; None if it lacks nothing or is not all known."""
    offered = {mode.pattern_type(ramp) for ramp in sky}
    lacking = {
        ramp: pattern
        for ramp in science
        if (pattern := mode.pattern_type(ramp)) is not None and pattern not in offered
    }
    if not lacking or None in offered:
        return None
    return _Difference(
        setting=setting,
        missing=frozenset(lacking.values()),
        offered=frozenset(pattern for pattern in offered if pattern is not None),
        sciences=tuple(lacking),
        skies=tuple(sky),
    )


def _of_no_series(ramps: Iterable[Ramp]) -> list[Ramp]:
    return [ramp for ramp in ramps if not ramp.observation.requirements.time_series]


def _words(patterns: Iterable[str]) -> str:
    return "/".join("no dither" if one == _NONE else one for one in sorted(patterns))


def _harm(wrong: Sequence[_Difference]) -> str:
    if all(one.by_nods for one in wrong):
        return (
            "The pipeline attaches nods only to the same nods: it does not use this background at "
            "level 2 or level 3."
        )
    if any(one.by_nods for one in wrong):
        return "The pipeline does not subtract it at level 2 or level 3."
    return (
        "Level 3 makes no master background from it, and level 2 does not subtract it because the "
        "grating wheel has moved."
    )


def _fix(mode: Mode, wrong: Sequence[_Difference], users: Iterable[Ramp]) -> str:
    """Return what to set, given all science exposures that use the background."""
    settings = {one.setting for one in wrong}
    skies = sorted({ramp.observation.number for one in wrong for ramp in one.skies})
    lacking = sorted({ramp.observation.number for one in wrong for ramp in one.sciences})
    missing = frozenset[str]().union(*(one.missing for one in wrong))
    ramps = [ramp for ramp in users if ramp.setting in settings]
    used = {pattern for ramp in ramps if (pattern := mode.pattern_type(ramp)) is not None}
    where = f"In {briefly('observation', skies)}, {mode.form} tab, "
    names = mode.setting_names(one.setting for one in wrong)
    alike = f"as in {briefly('observation', lacking)}"
    if len(used) > 1:
        patterns = listed(["no dither" if one == _NONE else one for one in sorted(used)])
        return (
            f"Use one dither pattern for science and background ({briefly('observation', skies)}), "
            f"or take the background in each pattern of the science: {patterns}."
        )
    if missing == {_NONE}:
        return f"{where}clear Dither for {names} {alike}, or use the same pattern on both sides."
    bare = [one.setting for one in wrong if _NONE in one.offered]
    tick = f", and tick Dither for {mode.setting_names(bare)}" if bare else ""
    return f"{where}set {mode.nods_field} to {_words(missing)} {alike}{tick}."
