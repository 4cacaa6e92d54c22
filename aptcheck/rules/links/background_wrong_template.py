"""The background must be taken with the MRS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.listing import Listing, listings, sciences_of
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG111", severity=Severity.ERROR, draft="warning")
def background_wrong_template(graph: Graph, context: Context) -> Iterator[Verdict]:
    """The background of an MRS science target is observed, but not with the MRS.

    ## What
    A target listed as background of an MRS science target has observations, and none of them
    takes MRS spectra: they use another template, or the MRS template with Detector IMAGER. Not
    judged where the entry serves another template with which the science target is observed too,
    and the MRS has a background of its own.

    ## Why
    A background is subtracted only from exposures of the same kind. An image or a spectrum of
    another instrument leaves the MRS exposures without one.

    ## How to fix
    In APT set Template of the background observation to MIRI Medium Resolution Spectroscopy
    (Detector MRS or ALL), with the gratings, readout and Groups/Int of the science, or add such
    an observation of the same target.

    ## Source
    Association generator of jwst 3.0.0, run on a pool with the sky in another template: nothing is
    attached.
    """
    asking = [
        target
        for target in graph.proposal.targets
        if target.backgrounds and sciences_of(graph, target)
    ]
    if not asking:
        yield NotApplicable("no MRS science target lists a background")
        return
    sciences: dict[int | None, list[int]] = defaultdict(list)
    wrong: dict[int | None, Listing] = {}
    for target in asking:
        for entry in listings(graph, target):
            if entry.wrong_template:
                wrong.setdefault(entry.target.number, entry)
                sciences[entry.target.number].extend(sciences_of(graph, target))
    for number, entry in wrong.items():
        served = sorted(set(sciences[number]))
        taken = [observation.number for observation in entry.others]
        kinds = listed(sorted({_kind(o.template, mrs=o.mrs is not None) for o in entry.others}))
        name = excerpt(entry.target.name)
        yield Fault(
            message=f"{name}, the background of {numbered('observation', served)}, is observed "
            f"with {kinds} only ({numbered('observation', taken)}), never with the MRS.",
            fix=f"Set Template of observation {taken[0]} to MIRI Medium Resolution Spectroscopy "
            "with Detector MRS or ALL and the exposures of the science, or add such an "
            f"observation of {name}.",
            at=entry.others[0],
            observation=taken[0],
            related=tuple(served),
        )


def _kind(template: str | None, *, mrs: bool) -> str:
    if mrs:
        return "Detector IMAGER"
    return excerpt(template) if template else "no template"
