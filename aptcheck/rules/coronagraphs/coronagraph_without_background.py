from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.bare_stars import bare_stars
from aptcheck.background.psf_sets import reference_numbers
from aptcheck.background.suspicion import is_calibration
from aptcheck.rules import Context, Fault, Graph, Verdicts, applies, rule
from aptcheck.wording import (
    BACKGROUND_CHECKBOX,
    LINK,
    REQUIREMENTS,
    agree,
    briefly,
    excerpt,
    in_targets,
    named,
    numbered,
)

if TYPE_CHECKING:
    from aptcheck.background.bare_stars import BareStar
    from aptcheck.modes.mode import Mode

#: The first cycle whose JDox asks for it in these words.
_REQUIRED_SINCE = 4


@rule("BKG861", severity="error", draft="warning", modes=("miri-coronagraphy",))
def coronagraph_without_background(graph: Graph, context: Context) -> Verdicts:
    """A star observed with MIRI coronagraphy has no background.

    ## What
    A target is observed with MIRI coronagraphy, as science or as PSF reference, and none of its
    observations has a background. An error from Cycle 4 on; a warning before, or where the cycle is
    not known. One finding for each target. Silent in CAL, COM and ENG programmes, with strategy
    none or external, and for targets of category Calibration that are in no set with a PSF
    reference. A target that asks for a background is left to BKG101 and BKG103, one that only seems
    to have a background to BKG102.

    ## Why
    Light is scattered into the coronagraphs: lines at the boundaries of the phase masks (the "glow
    sticks"), at the Lyot spot, and near the lower edge of each field. It stays in the images unless
    a dedicated background is subtracted. A PSF reference without a background adds its own
    scattered light to the star that it is subtracted from.

    ## How to fix
    In APT, add a background target near the star. In Fixed Targets, open the star, tick the
    background checkbox and choose that target in the background target list. Observe it with the
    same template, mask, filter, readout, Groups/Int and Integrations/Exp and with Repeat
    observation YES, and join both observations in a Group/Sequence Observations Link with Sequence
    and Non-interruptible ticked. The background of another star in the link does not help: the two
    may be far apart, and a background shared by a science star and its PSF reference has no
    exclusive access.

    ## Source
    JDox, "MIRI Coronagraphic Imaging APT Template" ("observers are required to obtain
    associated/dedicated backgrounds for each and every target observed (both the primary science
    target and the reference PSF target)", Cycle 4, read 2026-11). STScI news of 2024-06-17, "MIRI
    coronagraphy PSF reference star backgrounds are now publicly accessible".
    """
    applies(
        not is_calibration(graph.proposal), "a calibration, commissioning or engineering programme"
    )
    applies(graph.sciences, f"no {context.mode.called} science observation")
    cycle = graph.proposal.cycle
    required = cycle is not None and cycle >= _REQUIRED_SINCE
    references = reference_numbers(graph.live, context.mode)
    for star in bare_stars(graph):
        numbers = [science.number for science in star.sciences]
        role = "PSF reference" if references.issuperset(numbers) else "science"
        yield Fault(
            message=f"{role[:1].upper()}{role[1:]} target {excerpt(star.target.name)} "
            f"({briefly('observation', numbers)}) has no background{_linked(star)}. "
            f"JDox asks for a background of each star of {context.mode.called}, including PSF "
            "references.",
            fix=_fix(star, context.mode),
            at=star.target,
            observation=numbers[0],
            related=tuple(numbers[1:]),
            severity=None if required else "warning",
        )


def _linked(star: BareStar) -> str:
    """Return the part of the message that names what the star is linked with, if anything."""
    useful = [found for found in star.elsewhere if found.shares_a_setting]
    if not useful:
        return ""
    skies = {sky.number: sky for found in useful for sky in found.skies}
    names = dict.fromkeys(sky.target_name for sky in skies.values())
    return (
        f": it is linked with {named(names)} ({briefly('observation', sorted(skies))}), which it "
        "does not list"
    )


def _fix(star: BareStar, mode: Mode) -> str:
    observed = numbered("observation", [science.number for science in star.sciences])
    name = excerpt(star.target.name)
    change = (
        f"add a background target near {name}, then open {name}, tick the {BACKGROUND_CHECKBOX} "
        "and choose the new target"
    )
    return (
        f"{in_targets(change)} Observe it with the {mode.form} template, with the exposures of "
        f"{observed} and Repeat observation YES. In {REQUIREMENTS}, join "
        f"{agree(star.sciences, 'both', 'all')} in a {LINK} with Sequence and Non-interruptible "
        "ticked."
    )
