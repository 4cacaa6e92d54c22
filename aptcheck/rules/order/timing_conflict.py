"""A background must be allowed to be taken beside its science."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.edge import Edge
from aptcheck.background.sides import Background
from aptcheck.background.timing import date_windows, keeps_apart, share_a_date
from aptcheck.background.wording import numbered
from aptcheck.contamination.shared_dates import shared_dates
from aptcheck.contamination.swept import NoField
from aptcheck.contamination.wording import date_words
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Node, Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotChecked, Verdict

_DATED = "After, Before or Between"


@rule("BKG702", severity=Severity.ERROR, draft="warning")
def timing_conflict(background: Background, context: Context) -> Iterator[Verdict]:
    """Timing requirements keep a background from its science.

    ## What
    The dates (After, Before, Between) of science and background have none in common, or an After
    Observation link with a minimum interval keeps them apart. Where only one of the two is On Hold
    it is a warning. Where either asks for position angles, the dates of the observing window at
    which the telescope can take them must have some in common as well, a day between them allowed.

    ## Why
    Science and background are observed back to back. Where that is impossible the pair cannot be
    scheduled; where only one is released it waits for the other.

    ## How to fix
    In APT open Special Requirements of both observations and give them the same dates; delete the
    After Observation link between them; put both On Hold or none.

    ## Source
    JDox, "Timing Special Requirements"; "MIRI MRS Dedicated Sky Observations", How to obtain a sky
    background ("adjacent in time", both read 2026-11).
    """
    for sky in background.skies:
        edges = [edge for edge in background.edges if edge.sky.number == sky.number]
        fault = _dates(sky, edges) or _interval(sky, edges, context) or _hold(sky, edges)
        if fault is not None:
            yield fault
            continue
        yield from _angles(sky, edges, context)


def _angles(sky: Observation, edges: list[Edge], context: Context) -> Iterator[Verdict]:
    """Compare the dates at which the angles asked of either side can be had."""
    apart: list[Edge] = []
    told = ""
    for edge in edges:
        shared = shared_dates(context.opportunities, edge)
        if isinstance(shared, NoField):
            yield NotChecked(shared.reason.rstrip("."))
        elif shared is not None and not shared.windows:
            apart.append(edge)
            told = told or (
                f"{sky.number}: {date_words(shared.sky)}; "
                f"{edge.science.number}: {date_words(shared.science)}"
            )
    if apart:
        science = apart[0].science
        orients = (*sky.requirements.orients, *science.requirements.orients)
        yield Fault(
            message=f"The position angles asked of background observation {sky.number} and science "
            f"{numbered('observation', _numbers(apart))} can be had on no common date of "
            f"{context.window.origin} ({told}).",
            fix=f"In Special Requirements of observations {sky.number} and {science.number}, set "
            "Aperture PA Ranges that the telescope can take on the same dates.",
            at=next(iter(orients), sky.requirements),
            observation=sky.number,
            related=_numbers(apart),
            subject="angles",
        )


def _dates(sky: Observation, edges: list[Edge]) -> Fault | None:
    apart = [e for e in edges if not share_a_date(e.science.requirements, sky.requirements)]
    if not apart:
        return None
    science = apart[0].science
    return Fault(
        message=f"Background observation {sky.number} ({_told(sky)}) and science "
        f"{numbered('observation', _numbers(apart))} ({_told(science)}) have no date in common.",
        fix=f"In Special Requirements, give observations {science.number} and {sky.number} the "
        f"same {_DATED} dates.",
        at=_node(sky, science),
        observation=sky.number,
        related=_numbers(apart),
        subject="dates",
    )


def _interval(sky: Observation, edges: list[Edge], context: Context) -> Fault | None:
    links = context.proposal.links.after
    parted = [(e, link) for e in edges if (link := keeps_apart(links, e.science, sky)) is not None]
    if not parted:
        return None
    edge, link = parted[0]
    return Fault(
        message=f"An After link keeps observation {link.observation} at least "
        f"{link.min_days:g} days after observation {link.after}, but "
        + (
            "a NON-INTERRUPTIBLE link wants them back to back."
            if edge.non_interruptible
            else "science and background belong back to back."
        ),
        fix="Delete the After Observation link between the two; a SEQUENCE, NON-INTERRUPTIBLE "
        "link fixes their order.",
        at=link,
        observation=sky.number,
        related=_numbers([e for e, _ in parted]),
        evidence=Evidence(measured=link.min_days, limit=0, unit="days"),
        subject="interval",
    )


def _hold(sky: Observation, edges: list[Edge]) -> Fault | None:
    held = sky.requirements.on_hold
    unlike = [e for e in edges if e.science.requirements.on_hold is not held]
    if not unlike:
        return None
    waiting, free = numbered("observation", [sky.number]), numbered("observation", _numbers(unlike))
    if not held:
        waiting, free = free, waiting
    return Fault(
        message=f"{waiting.capitalize()} {'is' if ' and ' not in waiting else 'are'} On Hold, "
        f"{free} not: science and background cannot be taken together.",
        fix="In Special Requirements, put both On Hold or none.",
        severity=Severity.WARNING,
        at=sky.requirements,
        observation=sky.number,
        related=_numbers(unlike),
        subject="hold",
    )


def _told(observation: Observation) -> str:
    """Write the dates an observation may be taken at."""
    if not observation.requirements.dates:
        return "no dates set"
    windows = date_windows(observation.requirements)
    told = " or ".join(
        " ".join(
            part
            for part in (
                f"from {start:%Y-%m-%d}" if start.year > 1 else "",
                f"to {end:%Y-%m-%d}" if end.year < 9999 else "",
            )
            if part
        )
        for start, end in windows[:3]
    )
    return told or "its own dates exclude each other"


def _node(sky: Observation, science: Observation) -> Node:
    return next(iter((*sky.requirements.dates, *science.requirements.dates)), sky.requirements)


def _numbers(edges: list[Edge]) -> tuple[int, ...]:
    return tuple(edge.science.number for edge in edges)
