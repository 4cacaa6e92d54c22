from __future__ import annotations

from aptcheck.background.leakage import leakage_of, lost_by
from aptcheck.rules import Context, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, numbered


@rule("BKG853", severity="warning", modes=("nirspec-ifu",))
def leakcal_unmatched(graph: Graph, context: Context) -> Verdicts:
    """A leakage calibration corrects no exposure.

    ## What
    An observation takes a leakage calibration (an exposure with Leakcal) in a grating and filter in
    which it takes nothing else, or it takes only leakage calibrations. Reported once for the whole
    proposal. A calibration that is taken alone on a declared and linked background target is given
    to the science and not reported.

    ## Why
    The pipeline gives a leakage calibration only to exposures of the same observation in the same
    grating and filter or, if it is taken alone on a linked background target, to the science. One
    in a separate observation of the science target is given to none, whatever links connect them.

    ## How to fix
    In APT, open the observation, NIRSpec IFU Spectroscopy tab, and set Grating/Filter of the
    Leakcal exposure to that of the exposure it should correct; or move it to the observation that
    takes that exposure.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11 on a leakage calibration of another grating and
    on one in an observation of its own, linked: neither is in any product.
    """
    mode = context.mode
    taken = [(observation, leakage_of(observation)) for observation in graph.live]
    applies(
        any(own.calibrations or own.unclear for _, own in taken), "no leakage calibration is taken"
    )
    if unclear := [observation.number for observation, own in taken if own.unclear]:
        yield NotChecked(
            f"{numbered('observation', unclear)}: {mode.unclear_fields} or Ngroups of an exposure "
            "is not known"
        )
    stray = {
        o.number: (o, lost) for o, own in taken if not own.unclear and (lost := lost_by(o, graph))
    }
    if not stray:
        return
    each = {number: mode.setting_names(lost) for number, (_, lost) in sorted(stray.items())}
    alone = [number for number in each if not leakage_of(stray[number][0]).taken]
    others = [number for number in each if number not in alone]
    parts = []
    if others:
        settings = {setting for number in others for setting in stray[number][1]}
        parts.append(
            f"{briefly('observation', others)} {agree(others, 'takes', 'take')} no other exposure "
            f"in {mode.setting_names(settings)}"
        )
    if alone:
        parts.append(
            f"{briefly('observation', alone)} {agree(alone, 'takes', 'take')} no other exposure at "
            "all"
        )
    first, lost = stray[next(iter(each))]
    yield Fault(
        message=f"Some leakage calibrations correct nothing: {'; '.join(parts)}. The pipeline "
        "gives them only to the same observation, grating and filter.",
        fix=f"In {briefly('observation', each)}, {mode.form} tab, set Grating/Filter of the "
        "Leakcal exposure to that of the exposure it should correct, or move it to the observation "
        "with that exposure.",
        at=next(row for row, setting, _ in mode.leakcals(first) if setting in lost),
        each=each,
    )
