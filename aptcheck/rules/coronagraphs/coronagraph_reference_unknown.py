from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.psf_sets import settings_of
from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.rules import Context, Fault, Graph, NotChecked, Verdicts, applies, rule
from aptcheck.wording import agree, briefly, in_form, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting


@rule("BKG863", severity="info", draft="off", modes=("miri-coronagraphy",))
def coronagraph_reference_unknown(graph: Graph, context: Context) -> Verdicts:
    """A PSF reference is missing, or does not use the mask and filter of the star.

    ## What
    PSF Reference Observations of a MIRI coronagraphic observation names an observation that is not
    in the file, is withdrawn, skipped or failed, or uses another template; or none of those it
    names uses its mask and filter. Each is reported once for the whole proposal.

    ## Why
    Without a reference in the same mask and filter there is no set: aptcheck does not check whether
    its backgrounds are subtracted evenly (BKG862), and level 3 has nothing to subtract from the
    star.

    ## How to fix
    In APT, open the observation, MIRI Coronagraphic Imaging tab, and choose PSF Reference
    Observations again. No action if the reference is in another programme.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11 (a coron3 product has the star and references
    of its own mask and filter); what is not checked is aptcheck's own judgement.
    """
    mode, proposal = context.mode, graph.proposal
    naming = [(o, named) for o in graph.live if (named := mode.taken_with(o))]
    applies(naming, "no observation names a PSF reference")
    there = {
        number: reference
        for number in {number for _, named in naming for number in named}
        if (reference := proposal.observation(number)) is not None and mode.is_live(reference)
    }
    if unclear := unclear_exposures(proposal, [*(o for o, _ in naming), *there.values()]):
        yield NotChecked(unclear)
    lost = {
        o.number: own
        for o, named in naming
        if (own := sorted(n for n in named if n not in there or n == o.number))
    }
    if lost:
        missing = sorted({number for own in lost.values() for number in own})
        why = listed(
            f"{numbered('observation', numbers)} ({reason})"
            for reason, numbers in _reasons(graph, missing, mode).items()
        )
        yield _fault(
            f"{briefly('Observation', sorted(lost))} {agree(lost, 'names', 'name')} PSF references "
            f"that cannot be used: {why}.",
            {number: briefly("observation", own) for number, own in sorted(lost.items())},
            graph,
            "lost",
        )
    bare = {
        o.number: bare
        for o, named in naming
        if (used := [there[n] for n in named if n in there and n != o.number])
        and not any(mode.is_unclear(one, False) for one in (o, *used))
        and (bare := settings_of(o).difference(*map(settings_of, used)))
    }
    if bare:
        settings: set[Setting] = set().union(*bare.values())
        yield _fault(
            f"No PSF reference of {briefly('observation', sorted(bare))} uses "
            f"{mode.setting_names(settings)}.",
            {number: mode.setting_names(own) for number, own in sorted(bare.items())},
            graph,
            "setting",
        )


def _reasons(graph: Graph, missing: list[int], mode: Mode) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number in missing:
        found.setdefault(_reason(graph.proposal.observation(number), mode), []).append(number)
    return found


def _reason(observation: Observation | None, mode: Mode) -> str:
    if observation is None:
        return "not in the file"
    if not mode.is_taken(observation):
        return f"not {mode.called}"
    return "withdrawn, skipped or failed" if observation.is_out else "the observation itself"


def _fault(message: str, each: dict[int, str], graph: Graph, subject: str) -> Fault:
    first = graph.proposal.observation(next(iter(each)))
    change = "choose PSF Reference Observations again; no action if they are in another programme"
    return Fault(
        message=f"{message} Their backgrounds are not compared.",
        fix=in_form(next(iter(each)), graph.mode.form, change)
        if len(each) == 1
        else f"In the {graph.mode.form} tab of each, {change}.",
        at=first,
        each=each,
        subject=subject,
    )
