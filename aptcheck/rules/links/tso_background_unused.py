from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.unpaired import unpaired_lists
from aptcheck.rules import EVERY_MODE, Context, Fault, Graph, Proposal, Verdicts, applies, rule
from aptcheck.rules.links.unpaired_words import clearing, listed_skies, sciences_words
from aptcheck.rules.target_folders import folders_of
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    REQUIREMENTS,
    agree,
    briefly,
    in_requirements,
    numbered,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aptcheck.background.pairs import Pairs
    from aptcheck.background.roles import Background


@rule("BKG114", severity="warning", modes=EVERY_MODE)
def tso_background_unused(graph: Graph, context: Context) -> Verdicts:
    """A time series has a dedicated background, which the pipeline will not use.

    ## What
    A science observation with the special requirement Time Series Observation has a declared
    background. So has one with a template only for time series: NIRSpec bright objects, NIRISS
    SOSS, time series of NIRCam; of these the list of the target counts. An info for the LRS without
    the slit, where a background is recommended all the same. Also reported is a background marked
    as Time Series Observation whose science is not.

    ## Why
    The pipeline associates no background with time series, and no time series as a background. The
    time spent on the background is useful only if you subtract it by hand. Without the slit the
    background is needed, and subtracting it is left to you; an observation there that is not marked
    as a time series gets it attached, if the background is not marked either.

    ## How to fix
    Keep the background if you mean to subtract it yourself, and take it with the subarray, the
    readout pattern and the Groups/Int of the science. Otherwise remove the background observation
    and clear the background checkbox of the target in Fixed Targets. If the science is not a time
    series, remove Time Series Observation from Special Requirements.

    ## Source
    jwst issue 8803; association generator of jwst 3.0.0, run on pools with TSO science: nothing is
    attached, in any mode. LRS without the slit: jwst issue 7722 ("we are now recommending that
    people take" one, "the pipeline shouldn't try to subtract this"). The names of the templates for
    time series are those of APT as far as they were seen; others are known by their names.
    """
    found = [*_paired(graph)]
    if graph.mode.name == "miri-mrs":
        # every proposal has the graph of the MRS: so these are reported once
        found += _unpaired(graph.proposal)
    applies(found, "no time series with a background")
    yield from found


def _paired(graph: Graph) -> Iterator[Fault]:
    if not graph.mode.subtracts:
        yield from _without_slit(graph)
        return
    for background in graph.declared.backgrounds:
        series = tuple(
            s.number for s in background.sciences if s.observation.requirements.time_series
        )
        if series:
            yield _unused(background, series)
        marked = [sky.number for sky in background.skies if sky.requirements.time_series]
        if marked and len(series) < len(background.sciences):
            yield _marked(background, marked)


def _unused(background: Background, series: tuple[int, ...]) -> Fault:
    skies = numbered("observation", [sky.number for sky in background.skies])
    them = agree(background.skies, "it", "them")
    return Fault(
        message=f"{numbered('Observation', series)} "
        f"{agree(series, 'is a time series', 'are time series')}: the pipeline will not use "
        f"{agree(series, 'its', 'their')} background ({skies}).",
        fix=f"Keep {skies} only if you subtract {them} yourself; otherwise remove {them} and clear "
        f"the {BACKGROUND_CHECKBOX} in {folders_of(one.target for one in background.sciences)}. "
        f"If {numbered('observation', series)} {agree(series, 'is not', 'are not')} a time series, "
        f"remove Time Series Observation from {REQUIREMENTS}.",
        at=background.sciences[0].observation,
        about=background,
        related=series,
    )


def _marked(background: Background, marked: Sequence[int]) -> Fault:
    skies = numbered("observation", marked)
    sciences = [s for s in background.sciences if not s.observation.requirements.time_series]
    numbers = tuple(science.number for science in sciences)
    return Fault(
        message=f"Background {skies} {agree(marked, 'is', 'are')} marked as Time Series "
        f"Observation: the pipeline will not attach {agree(marked, 'it', 'them')} to "
        f"{numbered('observation', numbers)}.",
        fix=in_requirements("remove Time Series Observation", marked),
        about=background,
        observation=marked[0],
        related=numbers,
        subject="background",
    )


def _without_slit(graph: Graph) -> Iterator[Fault]:
    """Yield what is reported of the LRS without the slit, once per proposal."""
    attached = {
        science.number
        for science in graph.declared.sciences
        if not science.observation.requirements.time_series
        and not all(sky.requirements.time_series for sky in science.skies)
    }
    numbers = {*graph.declared.science_numbers}
    if series := numbers - attached:
        pairs = graph.declared.only(sciences=series)
        skies, sciences = _sides(pairs)
        one = len(pairs.skies) == 1
        yield Fault(
            message=f"The pipeline does not subtract the LRS slitless "
            f"{'background' if one else 'backgrounds'} ({skies}) from {sciences}; taking "
            f"{'one' if one else 'them'} is still recommended.",
            fix=f"Subtract {skies} yourself. Take {'it' if one else 'each'} with the Subarray, "
            "Readout Pattern and Groups/Int of the science observation it serves.",
            at=pairs.bonds[0].science,
            about=pairs,
            each={sky.number: None for sky in pairs.skies},
            severity="info",
        )
    if attached:
        pairs = graph.declared.only(sciences=attached)
        skies, sciences = _sides(pairs)
        yield Fault(
            message=f"The pipeline attaches LRS slitless {skies} to {sciences} as background, but "
            "only because neither is marked as Time Series Observation.",
            fix=f"If you mean a time series, add Time Series Observation in {REQUIREMENTS} of "
            f"{sciences} and subtract {skies} yourself. Take both with equal Subarray and "
            "Groups/Int.",
            at=pairs.bonds[0].science,
            about=pairs,
            each={sky.number: None for sky in pairs.skies},
            severity="info",
            subject="no time series",
        )


def _sides(pairs: Pairs) -> tuple[str, str]:
    return (
        briefly("observation", [sky.number for sky in pairs.skies]),
        briefly("observation", pairs.science_numbers),
    )


def _unpaired(proposal: Proposal) -> Iterator[Fault]:
    for found in unpaired_lists(proposal, "time series"):
        numbers = [science.number for science in found.sciences]
        yield Fault(
            message=f"{sciences_words(found)} "
            f"{agree(numbers, 'is a time series', 'are time series')}: the pipeline will not use "
            f"the background {listed_skies(found)}.",
            fix=clearing(found, "or keep them if you subtract the background yourself"),
            at=found.target,
            observation=numbers[0],
            related=(*numbers[1:], *(sky.number for sky in found.skies)),
            subject=found.template,
        )
