"""A declared background must be observed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.double_role import plays_both
from aptcheck.background.graph import Graph
from aptcheck.background.listing import Listing, listings, sciences_of
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG101", severity=Severity.ERROR, draft="warning", raised_on_submit=True)
def background_missing(graph: Graph, context: Context) -> Iterator[Verdict]:
    """A declared background target has no MRS observation.

    ## What
    A science target asks for a background and lists targets for it, and a listed target has no
    MRS observation, or none that has not been withdrawn, skipped or failed. An error where this
    leaves no background at all, a warning where only some of the listed targets lack one.

    ## Why
    The declaration alone takes no data. Without an observation of the listed target nothing can
    be subtracted, and the sky cannot be observed later in the same conditions.

    ## How to fix
    In APT add an observation of the listed target with the MIRI MRS template (the same gratings,
    readout and Groups/Int as the science, Acq Target NONE), and group it with the science
    observation as SEQUENCE, NON-INTERRUPTIBLE in Special Requirements. If the list is out of
    date, choose the observed sky in the Fixed Targets form instead.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (the sky target
    "should have an observation of its own", read 2026-11).
    """
    asking = [
        target
        for target in graph.proposal.targets
        if target.background_required and target.backgrounds and sciences_of(graph, target)
    ]
    if not asking:
        yield NotApplicable("no MRS science target asks for a background")
        return
    same: dict[tuple[tuple[int | None, ...], bool], list[Target]] = defaultdict(list)
    entries: dict[tuple[int | None, ...], list[Listing]] = {}
    judged = False
    for target in asking:
        found = () if plays_both(graph, target) else listings(graph, target)
        if not found or any(entry.wrong_template for entry in found):
            continue
        judged = True
        missing = [entry for entry in found if not entry.skies]
        if not missing:
            continue
        numbers = tuple(entry.target.number for entry in missing)
        same[numbers, len(missing) < len(found)].append(target)
        entries.setdefault(numbers, missing)
    if not judged:
        yield NotApplicable("the lists themselves are at fault (APT002, BKG109, 111, 112)")
    for (numbers, only_some), targets in same.items():
        yield _fault(graph, targets, entries[numbers], only_some=only_some)


def _fault(
    graph: Graph, targets: list[Target], missing: list[Listing], *, only_some: bool
) -> Fault:
    sciences = sorted({number for target in targets for number in sciences_of(graph, target)})
    askers = listed([excerpt(target.name) for target in targets[:12]])
    names = listed([excerpt(entry.target.name) for entry in missing[:12]])
    are, them = ("is", "it") if len(missing) == 1 else ("are", "them")
    return Fault(
        message=f"{names}, declared as background of {askers} "
        f"({numbered('observation', sciences)}), {_state(missing)}."
        + (" Other backgrounds that are declared are observed." if only_some else ""),
        fix=f"Add an observation of {names} with the MIRI MRS template and group it with "
        f"{numbered('observation', sciences)} as SEQUENCE, NON-INTERRUPTIBLE in Special "
        f"Requirements; if {names} {are} out of date, replace {them} beside the background "
        f"checkbox of {askers} in Targets.",
        at=missing[0].reference,
        observation=sciences[0],
        related=tuple(sciences[1:]),
        target=targets[0].name,
        severity=Severity.WARNING if only_some else None,
        subject=" ".join(str(entry.target.number) for entry in missing),
    )


def _state(missing: list[Listing]) -> str:
    """Say that skies were lost before they were taken, where there were any."""
    has = "has" if len(missing) == 1 else "have"
    lost = [observation.number for entry in missing for observation in entry.lost]
    if not lost:
        return f"{has} no MRS observation"
    are = "is" if len(lost) == 1 else "are"
    return (
        f"{has} no MRS observation left: {numbered('observation', lost)} {are} withdrawn, "
        "skipped or failed"
    )
