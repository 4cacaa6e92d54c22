from __future__ import annotations

from aptcheck.background.background_list import listings, science_numbers_of
from aptcheck.background.grouping import grouped
from aptcheck.rules import Context, Fault, Graph, Observation, Verdicts, applies, rule
from aptcheck.wording import excerpt, listed, numbered


@rule("BKG111", severity="error", repair="never", draft="warning")
def background_wrong_template(graph: Graph, context: Context) -> Verdicts:
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
    asking = [t for t in graph.proposal.targets if t.backgrounds and science_numbers_of(graph, t)]
    applies(asking, "no MRS science target lists a background")
    wrong = [
        (entry, science_numbers_of(graph, target))
        for target in asking
        for entry in listings(graph, target)
        if entry.wrong_template
    ]
    for found in grouped(wrong, lambda pair: pair[0].target.number).values():
        entry, _ = found[0]
        others, name = entry.others, excerpt(entry.target.name)
        served = sorted({number for _, numbers in found for number in numbers})
        taken = [observation.number for observation in others]
        yield Fault(
            message=f"{name}, the background of {numbered('observation', served)}, is observed "
            f"with {listed(sorted({_kind(other) for other in others}))} only "
            f"({numbered('observation', taken)}), never with the MRS.",
            fix=f"Set Template of observation {taken[0]} to MIRI Medium Resolution Spectroscopy "
            "with Detector MRS or ALL and the exposures of the science, or add such an "
            f"observation of {name}.",
            at=others[0],
            observation=taken[0],
            related=tuple(served),
        )


def _kind(observation: Observation) -> str:
    if observation.mrs is not None:
        return "Detector IMAGER"
    return excerpt(observation.template) if observation.template else "no template"
