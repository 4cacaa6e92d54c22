from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.rules import Context, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import agree, briefly, in_targets, listed, named

if TYPE_CHECKING:
    from aptcheck.mode_names import ModeName
    from aptcheck.modes.mode import Mode

_MODES: tuple[ModeName, ...] = ("miri-mrs", "miri-lrs-slit", "nirspec-ifu", "nirspec-fs")


@rule("BKG503", severity="info", submit="raised", modes=_MODES)
def science_extent_unknown(graph: Graph, context: Context) -> Verdicts:
    """The science target does not say whether it is extended.

    ## What
    Extended is Unknown for a science target that has a background, or whose background is to come
    from an annulus, and its dithers do not settle which source type the pipeline will use: a
    pattern is neither for POINT SOURCE nor for EXTENDED SOURCE, patterns of the target contradict
    each other or an extended `source_class` of the configuration, or the pipeline uses another type
    than they suggest, as in a time series. The message gives the source type that the pipeline will
    use. Silent where all patterns of the target agree with it. Reported once for the whole
    proposal, or once for each mode.

    In the other modes nods are the pattern for a point source, and no pattern is only for an
    extended source: all observations that are not nodded are reported.

    ## Why
    The pipeline then decides by the dither pattern: with a point-source pattern it treats the
    source as a point, subtracts an annulus and corrects for the aperture; otherwise it sums the
    whole cube. Spectra of the LRS slit and the fixed slits are extracted as a point source,
    whatever the pattern; those of a NIRSpec cube only with nods. A pattern chosen for one of the
    two types is a statement, and the pipeline follows it. Without one, or with both, only you know.

    ## How to fix
    In APT, open the science target in Fixed Targets and set Extended to YES or NO.

    ## Source
    jwst 3.0.0, steps srctype (by EXP_TYPE and PATTTYPE) and extract_1d; JDox, "MIRI MRS Dedicated
    Sky Observations", How are backgrounds used in the JWST pipeline? (read 2026-11).
    """
    judged = [
        (science, science.target)
        for science in sorted(graph.sciences, key=lambda science: science.number)
        if (science.bonds or science.intent.strategy == "annulus")
        and science.target is not None
        and not science.observation.imager_primary
    ]
    mode = context.mode
    applies(judged, f"no {mode.called} science target with a background")
    kinds: dict[int, str] = {}
    targets = {}
    unknown = [(science, target) for science, target in judged if science.extended == "Unknown"]
    for number, members in grouped(unknown, lambda one: one[1].number).items():
        taken = {
            science.number: mode.source_type(science.observation, target, number in graph.listed)
            for science, target in members
            if mode.source_type is not None
        }
        chosen = {kind for science, _ in members for kind in _chosen(science, mode)}
        if chosen != {*taken.values()} or len(chosen) != 1:
            targets[number] = members[0][1]
            kinds |= taken
    kinds = dict(sorted(kinds.items()))
    if targets:
        names = named(target.name for target in targets.values())
        mrs = mode.name == "miri-mrs"
        noun = "observation" if mrs else f"{mode.called} observation"
        types = (
            f"{briefly(noun, numbers)} as {kind}"
            for kind in sorted(set(kinds.values()))
            if (numbers := [number for number in kinds if kinds[number] == kind])
        )
        first = next(iter(targets.values()))
        yield Fault(
            message=f"Science {agree(targets, 'target', 'targets')} {names} "
            f"{agree(targets, 'has', 'have')} Extended Unknown"
            f"{', and no dither pattern settles it' if mrs else ''}: the pipeline will treat "
            f"{listed(types)} (SRCTYPE).",
            fix=in_targets(
                f"open {agree(targets, names, 'each')} and set Extended to YES or NO",
                folder=folders_of(targets.values()),
            ),
            at=first,
            each=kinds,
        )


def _chosen(science: Science, mode: Mode) -> set[str | None]:
    """Return the source types that all patterns are made for, None for a pattern of neither.

    An extended class set in the configuration counts like a pattern.
    """
    intent = science.intent
    stated = {"EXTENDED"} if intent.class_set and intent.is_extended else set()
    return stated | {*mode.patterns_for(science.observation)}
