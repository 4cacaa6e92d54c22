from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.background_list import images_do_without, listings, science_numbers_of
from aptcheck.background.grouping import grouped
from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import elements_of
from aptcheck.rules import (
    EVERY_MODE,
    Context,
    Fault,
    Graph,
    Observation,
    Target,
    Verdicts,
    applies,
    rule,
)
from aptcheck.wording import agree, excerpt, in_form, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.background.background_list import Listing
    from aptcheck.finding import SeverityWord
    from aptcheck.modes.mode import Mode


@rule("BKG111", severity="error", repair="never", draft="warning", modes=EVERY_MODE)
def background_wrong_mode(graph: Graph, context: Context) -> Verdicts:
    """The background of a science target is observed, but not in the mode of the science.

    ## What
    A target listed as background of a science target has observations, and none of them is in the
    mode of the science: they use another template, the LRS with the slit instead of without it or
    the other way round, or the MRS template for images only (Detector IMAGER in the file). Not
    judged where the background target serves another mode in which the science target is also
    observed, and this mode has a background of its own.

    Where it serves another mode of the science target and this one has none of its own, that may be
    meant: a warning. MIRI imaging is then left out, because it needs no background of its own. So
    is a background with the MRS whose simultaneous images, in a filter of the science, the pipeline
    attaches. Also a warning for the LRS without the slit, whose background is not subtracted by the
    pipeline anyway.

    ## Why
    A background is subtracted only from exposures of the same kind. An image or a spectrum of
    another instrument leaves the science exposures without one.

    ## How to fix
    In APT set Template of the background observation to that of the science, with the gratings or
    filters, readout and Groups/Int of the science (LRS: the same Subarray, FULL or SLITLESSPRISM),
    or add such an observation of the same target.

    ## Source
    Association generator of jwst 3.0.0, run on pools with the background in another template:
    nothing is attached in any mode, except for the images beside the MRS. APT, in what it prints,
    asks for a background in the same mode with the MRS, the NIRSpec IFU and MIRI coronagraphy, and
    not with imaging (2022 to 2026).
    """
    mode = context.mode
    asking = [
        target
        for target in graph.proposal.targets
        if target.backgrounds
        and science_numbers_of(graph, target)
        and not images_do_without(graph, target)
    ]
    applies(asking, f"no {mode.called} science target lists a background")
    wrong = [
        (entry, science_numbers_of(graph, target))
        for target in asking
        for entry in listings(graph, target)
        if entry.wrong_mode
        and not (mode.name == "miri-imaging" and _suits_images(entry, target, graph))
    ]
    kinds = grouped(wrong, lambda pair: (pair[0].target.number, pair[0].elsewhere))
    for (_, elsewhere), found in kinds.items():
        entry, _ = found[0]
        served = sorted({number for _, numbers in found for number in numbers})
        severity: SeverityWord | None = "warning" if elsewhere or not mode.subtracts else None
        yield Fault(
            message=_message(entry, served, mode),
            fix=_addition(entry, served, mode) if elsewhere else _change(entry, served, graph),
            at=entry.others[0],
            observation=entry.others[0].number,
            related=tuple(served),
            severity=severity,
            subject=f"{mode.name} {entry.target.name}" if mode.name != "miri-mrs" else "",
        )


def _suits_images(entry: Listing, target: Target, graph: Graph) -> bool:
    """Whether the MRS takes images of a listed target in a filter of the science, if known.

    Also whether it is listed for something other than images.
    """
    sciences = (science.observation for science in graph.sciences_of(target))
    needed = {filter_ for science in sciences for (filter_,) in elements_of(science)}
    images = set[str | None]().union(*map(_image_filters, entry.others))
    return entry.elsewhere or bool(needed & images) or None in images


def _image_filters(observation: Observation) -> set[str | None]:
    """Return the filters of images of the MRS template, None for one that cannot be read."""
    mrs = observation.mrs
    if mrs is None or not (mrs.takes_images or not mrs.takes_spectra):
        return set()
    return {exposure.filter for exposure in mrs.exposures}


def _message(entry: Listing, served: Sequence[int], mode: Mode) -> str:
    others, name = entry.others, excerpt(entry.target.name)
    kinds = listed(sorted({_kind(other) for other in others}))
    taken = numbered("observation", [observation.number for observation in others])
    return (
        f"{name}, the background of {numbered('observation', served)} ({mode.called}), is observed "
        f"only in another mode: {kinds} ({taken})."
    )


def _change(entry: Listing, served: Sequence[int], graph: Graph) -> str:
    mode, first, name = graph.mode, entry.others[0], excerpt(entry.target.name)
    science = graph.proposal.observation(served[0])
    if first.lrs is not None and science is not None and science.lrs is not None:
        change = f"set Subarray to {excerpt(science.lrs.subarray or 'that of the science')}"
        return in_form(first.number, mode.form, f"{change}, or add such an observation of {name}")
    return (
        f"In observation {first.number}, set Template to {mode.form} and repeat the exposures of "
        f"the science, or add such an observation of {name}."
    )


def _addition(entry: Listing, served: Sequence[int], mode: Mode) -> str:
    return (
        f"If {numbered('observation', served)} {agree(served, 'needs', 'need')} a background, add "
        f"an observation of {excerpt(entry.target.name)} with the {mode.form} template and the "
        "exposures of the science. Otherwise no action is needed."
    )


def _kind(observation: Observation) -> str:
    own = mode_of(observation)
    if own is not None:
        return own.called
    if observation.mrs is not None:
        return "the MRS template with Detector IMAGER"
    return excerpt(observation.template) if observation.template else "no template"
