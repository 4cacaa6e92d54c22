from __future__ import annotations

from aptcheck.background.without_background import without_background
from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Fault, Graph, NotChecked, Science, Verdicts, applies, rule
from aptcheck.wording import MIRI_MRS, agree, briefly, in_mrs_form


@rule("BKG409", severity="info")
def annulus_without_acquisition(graph: Graph, context: Context) -> Verdicts:
    """The background comes from an annulus, and no target acquisition centers the source.

    ## What
    The strategy is annulus (set, or inferred for a point source without a dedicated background) and
    Acq Target is NONE. An inferred annulus counts only where nothing suggests that a background was
    intended, and not at all for a solar-system target, where BKG904 recommends a background.
    Reported once for the whole proposal.

    ## Why
    With blind pointing the source is not exactly at its coordinates. The pipeline finds its center
    by itself (`ifu_autocen`, on by default for the MRS) and places aperture and annulus there. This
    can fail in Channel 4C, where the throughput is low; for a faint source, where a bright pixel at
    the edge of the cube is used instead; and for an elongated source, such as an edge-on disk,
    where no center is found at all. The annulus corrects only the extracted spectrum: the cubes
    stay unsubtracted.

    ## How to fix
    In APT, open the science observation, MIRI Medium Resolution Spectroscopy tab, and set Acq
    Target to Same Target as Observation. If the source is faint, extended or elongated and does not
    move, make a target of a nearby star with good coordinates and choose that instead. Or compare
    the extraction centers in all channels once the data arrive, and set the center by hand
    (`center_xy`).

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("both the extraction aperture and background annulus being centered at the wrong location"),
    read 2026-11. STScI's MIRI MRS pipeline notebook, 2026-08 (`ifu_autocen`); the issues 8193
    (Channel 4C), 9719 (elongated sources) and 10696 (edges) of spacetelescope/jwst.
    """
    aimed = [science for science in graph.sciences if not science.observation.imager_primary]
    applies(aimed or not graph.sciences, BESIDE_TARGET)
    unmeant = {s.number for s in without_background(graph) if not _moves(s)}
    annular = [
        science
        for science in aimed
        if science.intent.strategy == "annulus"
        and (science.intent.strategy_set or science.number in unmeant)
    ]
    applies(annular, "the background is not taken from an annulus")
    blind = []
    for science in sorted(annular, key=lambda science: science.number):
        mrs = science.observation.mrs
        if mrs is None or mrs.acquisition.kind == "unknown":
            yield NotChecked(f"observation {science.number}: Acq Target is not known")
        elif mrs.acquisition.kind == "none":
            blind.append((science, mrs))
    if blind:
        numbers = [science.number for science, _ in blind]
        inferred = "" if all(s.intent.strategy_set for s, _ in blind) else " (inferred)"
        change = "set Acq Target to Same Target as Observation"
        if not all(_moves(science) for science, _ in blind):
            change += (
                ", or to a nearby star with good coordinates if the source is faint or extended"
                f"{' and does not move' if any(_moves(science) for science, _ in blind) else ''}"
            )
        _, first = blind[0]
        yield Fault(
            message=f"{briefly('Observation', numbers)} "
            f"{agree(numbers, 'takes its', 'take their')} background from an annulus{inferred} "
            "without target acquisition. The pipeline then centers the extraction by itself, "
            "which can fail in Channel 4C or on an elongated source.",
            fix=in_mrs_form(numbers[0], change)
            if len(numbers) == 1
            else f"In the {MIRI_MRS} tab of each, {change}.",
            at=first.acquisition if first.acquisition.place.trail else first,
            each=dict.fromkeys(numbers),
        )


def _moves(science: Science) -> bool:
    return science.target is not None and science.target.is_moving
