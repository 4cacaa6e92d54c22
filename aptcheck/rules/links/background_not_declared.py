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
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    BACKGROUND_LIST,
    LINK,
    agree,
    briefly,
    excerpt,
    in_requirements,
    in_targets,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.undeclared import Undeclared
    from aptcheck.edit import Edit


@rule("BKG102", severity="error", repair="association", modes=SUBTRACTED_MODES)
def background_not_declared(graph: Graph, context: Context) -> Verdicts:
    """An observation looks like a background, but no target declares it.

    ## What
    No target lists the target of an observation as a background, and yet:

    - it is called a background (BACKGROUND, BKG, BG, SKY, OFF and related words in its label or
      target name, or the Description "Telescope/sky background" of its target), and a
      non-interruptible link connects it with a science observation of the same mode. An error.
      DARK, OFFSET and other words with more than one meaning count only in such a link, and where
      gratings, filters and acquisition fit;
    - its label calls it a background and it uses the target of the science observation, with an
      Offset: it cannot be declared as it is. An error;
    - it is called a background, shares a grating or filter with a science target of the same mode,
      and is in an interruptible group with it, or has its name, or is within 30 arcmin. A warning;
    - it is set up as the background of the only other observation in a non-interruptible link: the
      same settings and Ngroups, no acquisition, and fewer exposures. A warning. Not in MIRI imaging
      and fixed-slit spectroscopy, where two fields are linked for many reasons.

    Also a warning where the configuration says that none of the science subtracts a background.
    Which of two is the background is decided in the pair: the science has the acquisition, the
    mosaic, the depth, the shorter name. Calibration, commissioning and engineering programmes are
    left alone: they observe blank sky for its own sake. The star of a PSF reference, and an
    observation that takes only leakage calibrations, are never taken for a background, whatever
    they are called.

    ## Why
    The link alone declares nothing. Unless the science target lists it, the pipeline takes the
    background for a science target of its own and subtracts it from nothing.

    ## How to fix
    In APT open the science target in Fixed Targets, tick the background checkbox and choose the
    background target in the background target list. A background under the science target needs a
    target of its own first: duplicate the science target under a new name, set Target of the
    background observation to the duplicate (its Offset may stay), and list the duplicate. Never
    list the science target itself: that turns the science into background. If the observation is
    science after all, rename its label or target, or suppress the finding.

    ## Source
    jwst issue 7722; association generator of jwst 3.0.0, run on pools of each mode without the
    declaration: the background becomes a science product. APT says nothing of it. The words are
    those used by 1,099 MRS observations of public programmes, and by the backgrounds of 45
    programmes in other modes (read 2026-11); they and the distances are aptcheck's own judgement.
    """
    calibration = is_calibration(graph.proposal)
    applies(not calibration, "calibration programmes observe blank sky for its own sake")
    suspicions = [s for s in graph.suspicions if not s.sky.imager_primary]
    if len(suspicions) < len(graph.suspicions):
        yield NotApplicable("the imager is primary (BKG808)")
    entries = NewEntries(graph.proposal)
    for found in undeclared(graph.proposal, suspicions):
        if graph.proposal.target_of(found.skies[0]) is None:
            yield NotApplicable("the target of the observation is not in the file (APT002)")
        elif not found.served:
            yield NotApplicable(
                "the background target list of the science target is wrong (APT002, BKG103)"
            )
        elif found.own_entry:
            yield _on_own_entry(found, context, entries)
        else:
            yield _with_own_entry(found, graph)


def _with_own_entry(found: Undeclared, graph: Graph) -> Fault:
    skies, numbers = [sky.number for sky in found.skies], sorted(found.served)
    name, those = excerpt(found.skies[0].target_name), briefly("observation", numbers)
    looks = f"{agree(skies, 'looks', 'look')} like a background"
    share = agree(skies, "shares", "share")
    tie, evidence = f"{share} a non-interruptible link with {those}", None
    linking: tuple[str, ...] = ()
    if not found.linked:
        away = ""
        if found.arcsec is not None:
            away = f", {found.arcsec / 60:.1f} arcmin away"
            evidence = Evidence(round(found.arcsec / 60, 2), REACH_ARCSEC / 60, "arcmin")
        element = _element(graph)
        tie = {
            "group": f"{share} an interruptible group with {those}",
            "name": f"{share} the name and {element} with {those}{away}",
            "place": f"{share} {element} with {those}{away}",
        }[found.tie]
        linking = (_linking({*numbers, *skies}, grouped=found.tie == "group"),)
    elif not found.named:
        looks = f"{agree(skies, 'is', 'are')} set up like a background"
    declare = f"tick the {BACKGROUND_CHECKBOX} and choose {name} in the {BACKGROUND_LIST}"
    return _fault(
        found,
        graph,
        message=f"{numbered('Observation', skies)} ({name}) {looks} and {tie}, but no target lists "
        f"{name} as a background.",
        fix=" ".join(
            (
                _in_served(declare, found),
                *linking,
                f"If {numbered('observation', skies)} {agree(skies, 'is', 'are')} science, "
                + (
                    f"give {agree(skies, 'it', 'them')} a label and a target name that do not "
                    "sound like a background."
                    if found.named
                    else "suppress this finding."
                ),
            )
        ),
        evidence=evidence,
        edits=declaring_edits(
            found.served.values(), {(found.skies[0].target_number, found.skies[0].target_name)}
        ),
    )


def _in_served(change: str, found: Undeclared) -> str:
    targets = found.served.values()
    return in_targets(change, (one.name for one in targets), folder=folders_of(targets))


def _element(graph: Graph) -> str:
    """Return ``a grating``; ``the prism`` and ``the grating and filter``, which are one."""
    word = graph.mode.element_word
    return f"a {word}" if word in ("grating", "filter") else f"the {word}"


def _on_own_entry(found: Undeclared, context: Context, entries: NewEntries) -> Fault:
    graph = context.graph
    skies, numbers = [sky.number for sky in found.skies], sorted(found.served)
    name = excerpt(found.skies[0].target_name)
    linking = () if found.linked else (_linking({*numbers, *skies}),)
    target = graph.proposal.target_of(found.skies[0])
    on_source = any(
        context.meetings.on_source(one.observation, sky)
        for n in numbers
        if (one := graph.science(n)) is not None
        for sky in found.skies
    )
    declare = (
        f"Then open {name}, tick the {BACKGROUND_CHECKBOX} and choose the duplicate in the "
        f"{BACKGROUND_LIST}."
    )
    # a duplicate would declare the source (BKG603)
    entry = target and not on_source and entries.sky(target, found.skies, context.schedule.year)
    return _fault(
        found,
        graph,
        message=f"{numbered('Observation', skies)} {agree(skies, 'looks', 'look')} like a "
        f"background of {briefly('observation', numbers)} but {agree(skies, 'uses', 'use')} the "
        f"same target, {name}: only a separate target can be declared as a background.",
        fix=" ".join(
            (
                in_targets(
                    f"duplicate {name} under a new name and set Target of "
                    f"{numbered('observation', skies)} to the duplicate",
                    folder=folders_of([target]),
                ),
                declare,
                *linking,
            )
        ),
        edits=(
            *entry.edits,
            *declaring_edits(found.served.values(), {(entry.number, entry.name)}),
        )
        if entry
        else (),
    )


def _linking(numbers: Iterable[int], *, grouped: bool = False) -> str:
    change = f"add a {LINK} with Sequence and Non-interruptible ticked"
    if grouped:
        change = f"tick Non-interruptible in the {LINK}"
    return in_requirements(change, numbers)


def _fault(
    found: Undeclared,
    graph: Graph,
    *,
    message: str,
    fix: str,
    edits: tuple[Edit | None, ...],
    evidence: Evidence | None = None,
) -> Fault:
    needed = any(_subtracts(graph, number) for number in found.served)
    return Fault(
        message=message,
        fix=fix,
        at=found.skies[0],
        observation=found.skies[0].number,
        related=tuple(sorted(found.served)),
        evidence=evidence,
        severity=None if found.certain and needed else "warning",
        remedy=no_list(graph.proposal) or (_remedy(found, graph, edits) if edits else None),
    )


def _remedy(
    found: Undeclared, graph: Graph, edits: tuple[Edit | None, ...]
) -> Remedy | Unwritten | None:
    """Return the remedy that declares and links; None where the pipeline would not use it."""
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
    costs = " ".join(filter(None, (cost, _asked_by_others(found, graph))))
    return Remedy.of("unsafe", (*edits, *linking), costs)


def _asked_by_others(found: Undeclared, graph: Graph) -> str:
    """Return which other science observations will then ask for it without a link with it."""
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
        f"The list also applies to {briefly('observation', others)} of the same target, which "
        f"{agree(others, 'is', 'are')} not linked with it yet."
    )


def _subtracts(graph: Graph, number: int) -> bool:
    """Whether a science observation needs a background, as far as the configuration says.

    An inferred strategy does not count: the background itself may change it.
    """
    science = graph.science(number)
    if science is None or not science.intent.strategy_set:
        return True
    return science.intent.subtracts_background
