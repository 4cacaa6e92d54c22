"""A setting of the background that holds ramps of more than one kind."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.answers import Answer
from aptcheck.background.companions import TOLD, companions, science_numbers
from aptcheck.background.ramps import Ramp
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG209", severity=Severity.INFO, suspected=True)
def mixed_ramps_in_setting(background: Background, context: Context) -> Iterator[Verdict]:
    """A background setting mixes ramps of different length or readout.

    ## What
    The background observations of a science observation hold more than one pair of readout
    pattern and Ngroups in the same wavelength and detector. A warning with strategy pixel.

    ## Why
    The pipeline reads no Ngroups when it associates: every science exposure of the setting gets
    all of these background exposures, averaged, the unequal ones too.

    ## How to fix
    In APT make a sky target entry for each ramp (Fixed Targets form), observe each with its own
    ramp, and list for a science target only the entry with its Groups/Int.

    ## Source
    Association generator of jwst 3.0.0 (Ngroups play no part), observed 2026-11.
    """
    together = companions(context.graph, background)
    if together[0] is not background:
        yield NotApplicable(TOLD)
        return
    if unclear := unread(context.proposal, background.skies, readout=True):
        yield NotChecked(unclear)
    mixed = [answer for answer in background.answers if len(_kinds(answer)) > 1]
    if not mixed:
        return
    pixel = any(companion.intent.strategy == "pixel" for companion in together)
    first = mixed[0]
    odd = next(ramp for ramp in first.sky if _kind(ramp) != _kind(first.sky[0]))
    kinds = ", ".join(f"{readout} {groups}" for readout, groups in sorted(_kinds(first)))
    numbers = sorted({ramp.observation.number for answer in mixed for ramp in answer.sky})
    yield Fault(
        message=f"{numbered('Observation', numbers)} {'mix' if len(numbers) > 1 else 'mixes'} "
        f"ramps in {setting_names(answer.setting for answer in mixed)} ({kinds} groups): the "
        "pipeline attaches them all to every science exposure there.",
        fix="Make a sky target entry for each ramp (Fixed Targets form), observe each with one "
        "Groups/Int, and list for a science target only the one that equals its own.",
        at=odd.exposure,
        observation=odd.observation.number,
        related=science_numbers(together),
        evidence=Evidence(measured=len(_kinds(first)), limit=1, unit="ramps"),
        severity=Severity.WARNING if pixel else None,
    )


def _kind(ramp: Ramp) -> tuple[str, int]:
    return ramp.readout or "", ramp.groups or 0


def _kinds(answer: Answer) -> set[tuple[str, int]]:
    return {_kind(ramp) for ramp in answer.sky if ramp.readout}
