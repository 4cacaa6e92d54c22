from __future__ import annotations

from aptcheck.background.grouping import grouped
from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.rules import Context, Fault, Graph, Science, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, in_targets, listed, named


@rule("BKG503", severity="info", submit="raised")
def science_extent_unknown(graph: Graph, context: Context) -> Verdicts:
    """The science target does not say whether it is extended.

    ## What
    Extended is Unknown for a science target that has a background, or whose background is to come
    from an annulus, and its dithers do not settle how the pipeline will take it: a pattern is
    neither for POINT SOURCE nor for EXTENDED SOURCE, patterns of the target contradict each other
    or an extended `source_class` of the configuration, or the pipeline takes another type than they
    say, as in a time series. The message states the source type the pipeline will take. Silent
    where all patterns of the target say the same as the pipeline will take. Reported once for the
    whole proposal.

    ## Why
    The pipeline then decides by the dither pattern: with a point-source pattern it takes the source
    for a point, subtracts an annulus and corrects for the aperture; otherwise it sums the whole
    cube. Whoever chose a pattern for one of the two has said which is right, and gets it. Without
    one, or with both, only you know.

    ## How to fix
    In APT open Targets, the science target, and set Extended to YES or NO.

    ## Source
    jwst 3.0.0, steps srctype and extract_1d; JDox, "MIRI MRS Dedicated Sky Observations", How are
    backgrounds used in the JWST pipeline? (read 2026-11).
    """
    judged = [
        (science, science.target)
        for science in sorted(graph.sciences, key=lambda science: science.number)
        if (science.bonds or science.intent.strategy == "annulus")
        and science.target is not None
        and not science.observation.imager_primary
    ]
    applies(judged, "no MRS science target with a background")
    kinds: dict[int, str] = {}
    targets = {}
    unknown = [(science, target) for science, target in judged if science.extended == "Unknown"]
    for number, members in grouped(unknown, lambda one: one[1].number).items():
        taken = {
            science.number: predicted_source_type(
                science.observation, target, background=number in graph.listed
            )
            for science, target in members
        }
        chosen = {kind for science, _ in members for kind in _chosen(science)}
        if chosen != {f"{kind} SOURCE" for kind in taken.values()} or len(chosen) != 1:
            targets[number] = members[0][1]
            kinds |= taken
    kinds = dict(sorted(kinds.items()))
    if targets:
        names = named(target.name for target in targets.values())
        types = (
            f"{briefly('observation', numbers)} for {kind}"
            for kind in sorted(set(kinds.values()))
            if (numbers := [number for number in kinds if kinds[number] == kind])
        )
        yield Fault(
            message=f"Science {agree(targets, 'target', 'targets')} {names} "
            f"{agree(targets, 'has', 'have')} Extended Unknown, and no dither pattern settles it: "
            f"the pipeline will take {listed(types)} (SRCTYPE).",
            fix=in_targets(f"open {agree(targets, names, 'each')} and set Extended to YES or NO"),
            at=next(iter(targets.values())),
            each=kinds,
        )


def _chosen(science: Science) -> set[str | None]:
    """Return what the patterns of all exposures are optimized for, None for one without.

    An extended class that the configuration states counts like a pattern.
    """
    mrs, intent = science.observation.mrs, science.intent
    patterns = [mrs.pattern(exposure) for exposure in mrs.exposures] if mrs is not None else []
    stated = {"EXTENDED SOURCE"} if intent.class_set and intent.is_extended else set()
    return stated | {p.optimized_for if p is not None else None for p in patterns}
