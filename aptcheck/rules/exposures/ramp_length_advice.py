from __future__ import annotations

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.modes.ramps import ramps_of
from aptcheck.rules import Context, Evidence, Fault, NotChecked, Science, Verdicts, rule
from aptcheck.wording import in_mrs_form

#: Files before June 2021 have the second.
_SLOW = frozenset({"SLOWR1", "SLOW"})
_RAISE = "raise Groups/Int"
_SHORT_SLOW = "short in SLOWR1"
#: The minimum number of groups in SLOWR1 (JDox, "MIRI Detector Readout SLOWR1").
_LEAST = 5


@rule("BKG208", severity="info", draft="off")
def ramp_length_advice(science: Science, context: Context) -> Verdicts:
    """A science ramp has very few or very many groups.

    ## What
    A science exposure has fewer than 10 groups in SLOWR1, fewer than 5 in another readout pattern,
    or more than 180 in FASTR1 (all three limits can be configured). Below 5 groups in SLOWR1 the
    message also says that this is below the minimum. Outside SLOWR1, short ramps of solar-system
    targets and of targets marked bright are not reported: longer ones would saturate the detector.
    In SLOWR1 they are reported, since FASTR1 fits nearly nine times as many groups into the same
    time.

    ## Why
    Slope fit, linearity correction and jump detection need enough groups. In SLOWR1, where a group
    takes 23.9 s, more than 10 are recommended and 5 are the minimum, mainly to find cosmic rays.
    Very long FASTR1 ramps increase the data volume; SLOWR1 or FASTGRPAVG8 cover the same time in
    fewer groups.

    ## How to fix
    In APT, MIRI Medium Resolution Spectroscopy tab, raise Groups/Int and lower Integrations/Exp, or
    choose another Readout Pattern. Change the background observation in the same way.

    ## Source
    JDox, "MIRI Detector Readout SLOWR1" ("at least 5 groups", "in fact, ngroups > 10 is
    recommended"), "MIRI Detector Readout FASTR1" (above 180 groups switch mode), read 2026-11; the
    5 of the other readout patterns is taken from the first of the two.
    """
    if unclear := unclear_exposures(context.graph.proposal, [science.observation], readout=True):
        yield NotChecked(unclear)
    limits = context.settings
    fewest, in_slow, most = limits.min_groups, limits.min_groups_slowr1, limits.max_groups_fastr1
    saturates = science.intent.bright or (science.target is not None and science.target.is_moving)
    known = [(ramp, ramp.groups or 0) for ramp in ramps_of([science.observation])]
    slow = [(ramp, n) for ramp, n in known if ramp.readout in _SLOW and n < in_slow]
    short = [(r, n) for r, n in known if r.readout not in _SLOW and n < fewest and not saturates]
    long = [(ramp, n) for ramp, n in known if n > most and ramp.readout == "FASTR1"]
    for subject, found, extreme, limit, compared, why, advice in (
        ("short", short, min, fewest, "fewer", "for slope fit and jump detection", _RAISE),
        (_SHORT_SLOW, slow, min, in_slow, "fewer", "in SLOWR1", f"{_RAISE}, or use FASTR1"),
        ("long", long, max, most, "more", "in FASTR1", "split the ramp, or use SLOWR1"),
    ):
        if not found:
            continue
        groups = extreme(n for _, n in found)
        where = setting_names(ramp.setting for ramp, _ in found)
        lacking = subject == _SHORT_SLOW and groups < _LEAST < limit
        below = f", and below the minimum of {_LEAST}" if lacking else ""
        yield Fault(
            message=f"Ngroups is {groups} in {where}: {compared} than the {limit} recommended {why}"
            f"{below}.",
            fix=in_mrs_form(science.number, f"{advice}, and change the background in the same way"),
            at=found[0][0].exposure,
            observation=science.number,
            evidence=Evidence(groups, limit, "groups"),
            subject=subject,
        )
