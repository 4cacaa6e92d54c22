from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.background.psf_sets import attached_settings, psf_sets
from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import Context, Evidence, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    LINK,
    agree,
    briefly,
    in_requirements,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.background.psf_sets import PsfSet
    from aptcheck.background.roles import Science
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

#: A set, and the numbers of those with a background, of those without, and of those not known.
_Parted = tuple["PsfSet", tuple[int, ...], tuple[int, ...], tuple[int, ...]]


@rule("BKG862", severity="error", draft="warning", modes=("miri-coronagraphy",))
def coronagraph_subtraction_uneven(graph: Graph, context: Context) -> Verdicts:
    """Only some observations of a coronagraphic set get their background subtracted.

    ## What
    The pipeline combines the rolls on a star with the PSF references that they name, separately for
    each mask and filter. In one mask and filter, some of these observations have a background that
    is declared, in a non-interruptible link and taken in that filter, and others have none. One
    finding for the same stars. Where none has one, only BKG861 reports it. Observations with
    strategy none or external and time series are left out.

    ## Why
    The background is subtracted from each exposure separately, at level 2. At level 3 the images
    are aligned, and the reference is fitted to the star and subtracted, without checking whether a
    background was: glow sticks removed from one of the two come back from the other, as negatives.
    Nothing in the log reports it.

    ## How to fix
    In APT, give the observations that lack a background one: in Fixed Targets, open their target,
    tick the background checkbox and choose a background target in the background target list.
    Observe it with the same mask and filter, and join both observations in a Group/Sequence
    Observations Link with Sequence and Non-interruptible ticked. Where there is a background
    already, only the link or the filter is missing.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11 on two rolls, a reference and their
    backgrounds: all are in one coron3 product, whichever has a background. Notebook of STScI on
    programme 1386, Coronagraphy_ExampleNB (backgrounds were subtracted "off of the science
    exposures, but not from the reference exposures", and in F1550C from one of two rolls).
    """
    sets = tuple(psf_sets(graph))
    applies(sets, "no observation names a PSF reference in its mask and filter")
    members = {o.number: o for one in sets for o in one.observations}
    if unclear := unclear_exposures(graph.proposal, members.values()):
        yield NotChecked(unclear)
    attached: dict[int, tuple[frozenset[Setting], bool]] = {}
    parted = [_parted(one, graph, attached) for one in sets]
    if unknown := sorted({number for one in parted for number in one[3]}):
        yield NotChecked(
            f"{numbered('observation', unknown)}: {context.mode.unclear_fields} of a background "
            "exposure is not known"
        )
    uneven = [one for one in parted if one[1] and one[2]]
    stars = {number: observation.target_name for number, observation in members.items()}
    for alike in grouped(
        uneven, lambda one: tuple(frozenset(stars[n] for n in side) for side in one[1:3])
    ).values():
        lack = sorted({number for one in alike for number in one[2]})
        have = sorted({number for one in alike for number in one[1]}.difference(lack))
        settings = context.mode.setting_names(one[0].setting for one in alike)
        lacking = [science for number in lack if (science := graph.science(number)) is not None]
        yield Fault(
            message=f"The pipeline combines {briefly('observation', sorted((*have, *lack)))} in "
            f"{settings}: {briefly('observation', have)} {agree(have, 'has', 'have')} a background "
            f"there, {briefly('observation', lack)} {agree(lack, 'has', 'have')} none.",
            fix=_fix(lacking, [one[0].setting for one in alike], context.mode),
            at=lacking[0].observation,
            observation=lack[0],
            related=tuple(sorted((*have, *lack[1:]))),
            evidence=Evidence(len(have), len(have) + len(lack), "observations"),
            subject=f"{named(sorted({stars[n] for n in (*have, *lack)}))} {settings}",
        )


def _fix(lacking: Sequence[Science], wanted: Sequence[Setting], mode: Mode) -> str:
    """Return what the observations lack: a link, a background exposure, or any background."""
    settings = mode.setting_names(wanted)
    kinds = grouped(lacking, lambda science: _has(science, wanted))
    fixes = []
    if unlinked := kinds.get("sky"):
        fixes.append(
            in_requirements(
                f"add a {LINK} with the background, with Sequence and Non-interruptible ticked",
                [science.number for science in unlinked],
            )
        )
    if short := kinds.get("other"):
        skies = sorted({sky.number for science in short for sky in science.skies})
        fixes.append(
            f"In background {briefly('observation', skies)}, add exposures in {settings} as in "
            f"{briefly('observation', [science.number for science in short])}."
        )
    if bare := kinds.get("none"):
        change = (
            f"tick the {BACKGROUND_CHECKBOX} and choose a background target that is observed in "
            f"{settings} and in a non-interruptible link with "
            f"{briefly('observation', [science.number for science in bare])}"
        )
        fixes.append(in_targets(change, [science.observation.target_name for science in bare]))
    return " ".join(fixes)


def _has(science: Science, wanted: Sequence[Setting]) -> str:
    """Return whether a background with these settings is declared, another one, or none."""
    taken = {ramp.setting for ramp in ramps_of(science.skies)}
    return "sky" if taken.intersection(wanted) else "other" if science.skies else "none"


def _parted(
    one: PsfSet, graph: Graph, attached: dict[int, tuple[frozenset[Setting], bool]]
) -> _Parted:
    """Split a set by who has a background; where its exposures are not clear it is unknown."""
    parts: tuple[list[int], list[int], list[int]] = [], [], []
    for observation in one.observations:
        science = graph.science(observation.number)
        if science is None or not science.expects_background:
            continue
        key = id(science.bonds)
        if key not in attached:
            skies = (sky for bond in science.bonds for sky in bond.skies)
            unclear = any(graph.mode.is_unclear(sky, False) for sky in skies)
            attached[key] = attached_settings(science.bonds), unclear
        settings, unclear = attached[key]
        place = 0 if one.setting in settings else 2 if unclear else 1
        parts[place].append(science.number)
    have, lack, unknown = (tuple(sorted(numbers)) for numbers in parts)
    return one, have, lack, unknown
