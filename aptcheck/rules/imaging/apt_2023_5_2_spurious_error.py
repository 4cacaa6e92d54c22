"""One version of APT reports an error that is none."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.sides import Background
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

_VERSION = "2023.5.2"


@rule("BKG803", severity=Severity.INFO)
def apt_2023_5_2_spurious_error(graph: Graph, context: Context) -> Iterator[Verdict]:
    """APT 2023.5.2 reports a spurious error for Primary Channel = Imager.

    ## What
    The proposal was written by APT 2023.5.2 and holds a background with Primary Channel = Imager
    that is linked to its science and equal to it in gratings, readout, Ngroups and subarray.

    ## Why
    This version says "This target requires similar background exposures that are linked in a
    non-interruptible sequence" all the same. The proposal may be submitted with that error.

    ## How to fix
    Nothing to change. A later APT does not report it.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (the note of October
    2023 on APT version 2023.5.2, read 2026-11).
    """
    if context.proposal.apt_version != _VERSION:
        yield NotApplicable(f"the proposal was not written by APT {_VERSION}")
        return
    clean = [
        background
        for background in graph.backgrounds
        if any(sky.mrs is not None and sky.mrs.imager_primary for sky in background.skies)
        and _without_fault(background)
    ]
    if not clean:
        yield NotApplicable("no background with Primary Channel = Imager is free of other faults")
        return
    skies = [sky.number for background in clean for sky in background.skies]
    sciences = [number for background in clean for number in background.science_numbers]
    yield Fault(
        message=f"APT {_VERSION} reports 'This target requires similar background exposures that "
        "are linked in a non-interruptible sequence' for Primary Channel = Imager; link and "
        "exposures are right here, the error is spurious.",
        fix="Nothing to change: the proposal may be submitted with this error of APT.",
        at=clean[0].science_target,
        observation=skies[0],
        related=tuple(dict.fromkeys((*skies[1:], *sciences))),
    )


def _without_fault(background: Background) -> bool:
    linked = all(edge.non_interruptible or edge.in_target_group for edge in background.edges)
    alike = all(
        answer.match and {r.subarray for r in answer.science} == {r.subarray for r in answer.sky}
        for answer in background.answers
        if answer.science
    )
    return linked and alike
