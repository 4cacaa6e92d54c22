from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.likely_science import REACH_ARCSEC
from aptcheck.background.suspicion import is_calibration
from aptcheck.background.undeclared import undeclared
from aptcheck.edit import Remedy, Unwritten
from aptcheck.remedies.declaring import NewEntries, declaring_edits, may_list, no_list
from aptcheck.remedies.links import tied
from aptcheck.rules import (
    SUBTRACTED_MODES,
    Context,
    Evidence,
    Fault,
    Graph,
    NotApplicable,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import REQUIREMENTS, agree, briefly, excerpt, in_targets, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.undeclared import Undeclared
    from aptcheck.edit import Edit


@rule("BKG102", severity="error", repair="association", modes=SUBTRACTED_MODES)
def background_not_declared(graph: Graph, context: Context) -> Verdicts:
    """An observation looks like a background, but no target declares it.

    ## What
    No target lists the target of an observation as a background, and yet:

    - it is called sky (BACKGROUND, BKG, BG, SKY, OFF and their kin in its label or target name, or
      the target keyword "Telescope/sky background"), and a non-interruptible link ties it to a
      science observation of the same mode. An error. DARK, OFFSET and other words with more than
      one meaning count only in such a link, and where gratings, filters and acquisition fit;
    - its label calls it sky and it uses the target entry of its science, by an Offset: it cannot
      be declared as it is. An error;
    - it is called sky, shares a grating or filter with a science target of the same mode, and is
      in an interruptible group with it, or has its name, or is within 30 arcmin. A warning;
    - it is set up as the sky of the only other observation in a non-interruptible link: the same
      settings and Ngroups, no acquisition, and fewer exposures. A warning. Not in MIRI imaging and
      fixed-slit spectroscopy, where two fields are linked for many reasons.

    A warning too where the configuration says that none of the science subtracts a background.
    Which of two is the sky is decided in the pair: the science has the acquisition, the mosaic,
    the depth, the shorter name. Calibration, commissioning and engineering programmes are left
    alone: they observe sky for its own sake. The star of a PSF reference, and an observation that
    takes nothing but leakage calibrations, are no background, whatever they are called.

    ## Why
    The link alone declares nothing. Without the entry in the science target the pipeline takes
    the sky for a science target of its own and subtracts it from nothing.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    sky target beside it. A sky on the entry of its science needs a target entry of its own first:
    clone the science entry under a new name, choose the clone as the target of the sky
    observation, whose Offset may stay, and list the clone. Never list the entry itself: that turns
    its science into background. If the observation is science after all, rename its label or
    target, or suppress the finding.

    ## Source
    jwst issue 7722; association generator of jwst 3.0.0, run on pools of each mode without the
    declaration: the sky becomes a science product. APT says nothing of it. The words are those that
    1,099 MRS observations of public programmes were found to use, and the skies of 45 programmes in
    other modes (read 2026-11); they and the distances are aptcheck's own judgement.
    """
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "sky is observed for its own sake in calibration programmes")
    suspicions = [s for s in graph.suspicions if not s.sky.imager_primary]
    if len(suspicions) < len(graph.suspicions):
        yield NotApplicable("the imager is primary (BKG808)")
    entries = NewEntries(graph.proposal)
    for found in undeclared(graph.proposal, suspicions):
        if graph.proposal.target_of(found.skies[0]) is None:
            yield NotApplicable("the target of the observation is not in the file (APT002)")
        elif not found.served:
            yield NotApplicable("the background list of the science is at fault (APT002, BKG103)")
        elif found.own_entry:
            yield _on_own_entry(found, context, entries)
        else:
            yield _with_own_entry(found, graph)


def _with_own_entry(found: Undeclared, graph: Graph) -> Fault:
    skies, numbers = [sky.number for sky in found.skies], sorted(found.served)
    name, those = excerpt(found.skies[0].target_name), briefly("observation", numbers)
    looks = f"{agree(skies, 'looks', 'look')} like a background"
    share = agree(skies, "shares", "share")
    tie, linking, evidence = f"{share} a non-interruptible link with {those}", "", None
    if not found.linked:
        away = ""
        if found.arcsec is not None and found.tie != "group":
            away = f", {found.arcsec / 60:.1f} arcmin away"
            evidence = Evidence(round(found.arcsec / 60, 2), REACH_ARCSEC / 60, "arcmin")
        element = _element(graph)
        tie = {
            "group": f"{share} an interruptible group with {those}",
            "name": f"{agree(skies, 'has', 'have')} the name and {element} of {those}{away}",
            "place": f"{agree(skies, 'takes', 'take')} {element} of {those}{away}",
        }[found.tie]
        linking = f", and {_linking({*numbers, *skies}, grouped=found.tie == 'group')}"
    elif not found.named:
        looks = f"{agree(skies, 'is', 'are')} set up like a background"
    return _fault(
        found,
        graph,
        message=f"{numbered('Observation', skies)} ({name}) {looks} and {tie}, but no target lists "
        f"{name} as a background.",
        fix=in_targets(
            f"tick the background checkbox and choose {name}{linking}; if it is science, "
            + ("rename it" if found.named else "suppress the finding"),
            (target.name for target in found.served.values()),
        ),
        evidence=evidence,
        edits=declaring_edits(
            found.served.values(), {(found.skies[0].target_number, found.skies[0].target_name)}
        ),
    )


def _element(graph: Graph) -> str:
    """Return ``a grating``; ``the prism`` and ``the grating and filter``, which are one."""
    word = graph.mode.element_word
    return f"a {word}" if word in ("grating", "filter") else f"the {word}"


def _on_own_entry(found: Undeclared, context: Context, entries: NewEntries) -> Fault:
    graph = context.graph
    skies, numbers = [sky.number for sky in found.skies], sorted(found.served)
    name = excerpt(found.skies[0].target_name)
    linking = "" if found.linked else f", and {_linking({*numbers, *skies})}"
    target = graph.proposal.target_of(found.skies[0])
    on_source = any(
        context.meetings.on_source(one.observation, sky)
        for n in numbers
        if (one := graph.science(n)) is not None
        for sky in found.skies
    )
    # its own entry would declare the source (BKG603)
    entry = target and not on_source and entries.sky(target, found.skies, context.schedule.year)
    return _fault(
        found,
        graph,
        message=f"{numbered('Observation', skies)} {agree(skies, 'looks', 'look')} like a "
        f"background of {briefly('observation', numbers)} and {agree(skies, 'uses', 'use')} the "
        f"same target entry, {name}: a background needs its own target entry to be declared.",
        fix=in_targets(
            f"clone it under a new name and choose the clone as the target of "
            f"{numbered('observation', skies)}; then tick the background checkbox of {name} and "
            f"choose the clone{linking}",
            name,
        ),
        edits=(
            *entry.edits,
            *declaring_edits(found.served.values(), {(entry.number, entry.name)}),
        )
        if entry
        else (),
    )


def _linking(numbers: Iterable[int], *, grouped: bool = False) -> str:
    those = briefly("observation", sorted(numbers))
    if grouped:
        return f"make the link of {those} Non-interruptible in {REQUIREMENTS}"
    return f"group {those} as Sequence, Non-interruptible in {REQUIREMENTS}"


def _fault(
    found: Undeclared,
    graph: Graph,
    *,
    message: str,
    fix: str,
    edits: tuple[Edit | None, ...],
    evidence: Evidence | None = None,
) -> Fault:
    wanted = any(_subtracts(graph, number) for number in found.served)
    return Fault(
        message=message,
        fix=fix,
        at=found.skies[0],
        observation=found.skies[0].number,
        related=tuple(sorted(found.served)),
        evidence=evidence,
        severity=None if found.certain and wanted else "warning",
        remedy=no_list(graph.proposal) or (_remedy(found, graph, edits) if edits else None),
    )


def _remedy(
    found: Undeclared, graph: Graph, edits: tuple[Edit | None, ...]
) -> Remedy | Unwritten | None:
    """Return the remedy that declares and links; none where the pipeline would not use it."""
    sciences = [one for n in found.served if (one := graph.science(n)) is not None]
    if sciences and all(one.observation.requirements.time_series for one in sciences):
        return None
    own = () if found.own_entry else map(graph.proposal.target_of, found.skies)
    if not may_list(graph, found.served.values(), own):
        return None
    numbers = {*found.served, *(sky.number for sky in found.skies)}
    if found.linked:
        return Remedy.of("unsafe", edits, _asked_by_others(found, graph))
    tie = tied(graph.proposal, numbers)
    if isinstance(tie, Unwritten):
        return tie
    linking, cost = tie
    told = " ".join(filter(None, (cost, _asked_by_others(found, graph))))
    return Remedy.of("unsafe", (*edits, *linking), told)


def _asked_by_others(found: Undeclared, graph: Graph) -> str:
    """Say which other science will then ask for the background, and is not linked with it."""
    targets = {id(target): target for target in found.served.values()}.values()
    others = sorted(
        science.number
        for target in targets
        for science in graph.sciences_of(target)
        if science.number not in found.served
    )
    if not others:
        return ""
    return (
        f"The list holds for {briefly('observation', others)} of the same target, too, which "
        f"{agree(others, 'has', 'have')} no link with it yet."
    )


def _subtracts(graph: Graph, number: int) -> bool:
    """Whether a science observation needs one, for all that the configuration says of it.

    A strategy that is only inferred says nothing: the sky may be what would change it.
    """
    science = graph.science(number)
    if science is None or not science.intent.strategy_set:
        return True
    return science.intent.subtracts_background
