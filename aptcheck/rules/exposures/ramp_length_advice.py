"""Ramps that are too short to fit or too long to keep."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.ramps import ramps_of
from aptcheck.background.sides import Science
from aptcheck.background.unread import unread
from aptcheck.background.wording import setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotChecked, Verdict


@rule("BKG208", severity=Severity.INFO, draft="off")
def ramp_length_advice(science: Science, context: Context) -> Iterator[Verdict]:
    """A science ramp has very few or very many groups.

    ## What
    A science exposure has fewer than 5 groups, or more than 180 groups in FASTR1 (both limits are
    settings). Short ramps of solar-system targets and of targets marked bright are not reported:
    there the detector would saturate.

    ## Why
    Slope fit, linearity and jump detection need enough groups. Very long FASTR1 ramps swell the
    data volume; SLOWR1 or FASTGRPAVG8 hold the same time in fewer groups.

    ## How to fix
    In APT, MIRI MRS form, raise Groups/Int and lower Integrations/Exp, or choose another Readout
    Pattern; change the background observation in the same way.

    ## Source
    JDox, "MIRI Detector Readout SLOWR1" (at least 5 groups) and "MIRI Detector Readout FASTR1"
    (above 180 groups switch mode), read 2026-11.
    """
    if unclear := unread(context.proposal, [science.observation], readout=True):
        yield NotChecked(unclear)
    limits = context.thresholds
    moving = science.target is not None and science.target.is_moving
    may_be_short = moving or science.intent.bright
    ramps = list(ramps_of([science.observation]))
    short = [r for r in ramps if (r.groups or 0) < limits.min_groups and not may_be_short]
    long = [
        r for r in ramps if r.readout == "FASTR1" and (r.groups or 0) > limits.max_groups_fastr1
    ]
    for name, found, limit, word, advice in (
        ("short", short, limits.min_groups, "fewer than", "raise Groups/Int"),
        ("long", long, limits.max_groups_fastr1, "more than", "split the ramp, or use SLOWR1"),
    ):
        if not found:
            continue
        extreme = (min if name == "short" else max)(r.groups or 0 for r in found)
        yield Fault(
            message=f"Ngroups {extreme} in {setting_names(r.setting for r in found)}: {word} the "
            f"{limit} recommended"
            + (" for slope fit and jump detection." if name == "short" else " in FASTR1."),
            fix=f"In observation {science.number}, MIRI MRS form, {advice}, and change its "
            "background in the same way.",
            at=found[0].exposure,
            observation=science.number,
            evidence=Evidence(measured=extreme, limit=limit, unit="groups"),
            subject=name,
        )
