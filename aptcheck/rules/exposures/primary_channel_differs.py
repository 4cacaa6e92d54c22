"""Science and background point with different channels."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.sides import Background
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG207", severity=Severity.INFO, suspected=True)
def primary_channel_differs(background: Background, context: Context) -> Iterator[Verdict]:
    """Science and background have different primary channels.

    ## What
    The Primary Channel of the background is not that of the science, and neither is Imager.

    ## Why
    The primary channel decides which field stands on the target and how large the dithers are. On
    blank sky it changes little, but a difference is seldom meant.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and choose the Primary Channel of the
    science observation.

    ## Source
    aptcheck's own judgement.
    """
    science, sky = _channels(background)
    if not science or not sky:
        yield NotApplicable("the imager is primary on one side")
        return
    unknown = [o.number for o in background.observations if not _channel(o)]
    if unknown:
        yield NotChecked(f"{numbered('observation', unknown)}: Primary Channel is not known")
        return
    odd = [channel for channel in sky if channel not in science]
    if not odd:
        return
    told_for = alike(context.graph, background, _channels)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    first = next(other for other in background.skies if _channel(other) == odd[0])
    yield Fault(
        message=f"Primary Channel of the background is {listed(odd)}, of the science "
        f"{listed(science)}.",
        fix=f"In observation {first.number}, MIRI MRS form, set Primary Channel to {science[0]} as "
        f"in observation {background.sciences[0].number}, unless the difference is meant.",
        at=first.mrs,
        observation=first.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=odd[0], limit=science[0]),
    )


def _channels(background: Background) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the MRS channels of the science and of the background, without the imager."""
    sciences = (science.observation for science in background.sciences)
    sides = [
        tuple(sorted({_channel(o) for o in side if o.mrs is None or not o.mrs.imager_primary}))
        for side in (sciences, background.skies)
    ]
    return sides[0], sides[1]


def _channel(observation: Observation) -> str:
    return (observation.mrs.primary_channel if observation.mrs is not None else None) or ""
