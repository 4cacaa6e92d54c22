from __future__ import annotations

from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Science, Verdicts, rule
from aptcheck.wording import in_mrs_form


@rule("BKG208", severity="info", draft="off")
def ramp_length_advice(science: Science, context: Context) -> Verdicts:
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
    if unclear := unclear_exposures(context.graph.proposal, [science.observation], readout=True):
        yield NotChecked(unclear)
    fewest, most = context.settings.min_groups, context.settings.max_groups_fastr1
    saturates = science.intent.bright or (science.target is not None and science.target.is_moving)
    ramps = [(ramp, ramp.groups or 0) for ramp in ramps_of([science.observation])]
    short = [(ramp, n) for ramp, n in ramps if n < fewest and not saturates]
    long = [(ramp, n) for ramp, n in ramps if n > most and ramp.readout == "FASTR1"]
    for name, found, extreme, limit, told, advice in (
        ("short", short, min, fewest, "fewer than", "raise Groups/Int"),
        ("long", long, max, most, "more than", "split the ramp, or use SLOWR1"),
    ):
        if not found:
            continue
        groups = extreme(n for _, n in found)
        where = setting_names(ramp.setting for ramp, _ in found)
        why = "for slope fit and jump detection" if name == "short" else "in FASTR1"
        yield Fault(
            message=f"Ngroups {groups} in {where}: {told} the {limit} recommended {why}.",
            fix=in_mrs_form(science.number, f"{advice}, and change its background in the same way"),
            at=found[0][0].exposure,
            observation=science.number,
            evidence=Evidence(groups, limit, "groups"),
            subject=name,
        )
