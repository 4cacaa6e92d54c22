from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.unpaired import unpaired_lists
from aptcheck.rules import Context, Fault, Proposal, Verdicts, applies, rule
from aptcheck.rules.links.unpaired_words import clearing, listed_skies, sciences_words
from aptcheck.wording import agree

if TYPE_CHECKING:
    from aptcheck.background.unpaired import UnpairedList


@rule("BKG120", severity="error", repair="association", draft="warning")
def slitless_background(proposal: Proposal, context: Context) -> Verdicts:
    """A background is declared for wide-field slitless spectroscopy.

    ## What
    The target of an observation with a WFSS template lists a background. An error where the
    instrument is MIRI and science and background are in a non-interruptible link; a warning where
    it is NIRISS or NIRCam, or where nothing is linked. Silent where the list serves another mode of
    the same target.

    ## Why
    The pipeline takes the background of slitless spectra from a reference file, never from an
    observation. With MIRI, a declared and linked background of four or more exposures even replaces
    the association of the science: the source catalogue is gone from it, and level 2 stops without
    spectra; with three, either may be processed. With NIRISS and NIRCam the science is processed as
    usual, but the level-2 processing of the background's own spectra fails, and level 3 waits for
    them.

    ## How to fix
    In APT open the science target in Fixed Targets and clear its background checkbox and its
    background target list. If another mode of the same target needs the background, give that
    science a target of its own.

    ## Source
    Association generator of jwst 3.0.0, run on pools with WFSS science and a background of each
    instrument; spec2 of the same version, run on a slitless exposure without a source catalogue.
    No file seen shows how APT names the template of the MIRI WFSS: every template with WFSS or
    WideField in its name is taken for one.
    """
    lists = list(unpaired_lists(proposal, "slitless"))
    applies(lists, "no slitless spectroscopy of a target with a list of backgrounds")
    for found in lists:
        is_lost = found.linked and found.is_miri
        yield Fault(
            message=f"{sciences_words(found)} {_consequence(found, is_lost=is_lost)}.",
            fix=clearing(found, "or give the science that needs them a target of its own"),
            at=found.target,
            observation=found.sciences[0].number,
            related=(
                *(science.number for science in found.sciences[1:]),
                *(sky.number for sky in found.skies),
            ),
            severity=None if is_lost else "warning",
            subject=found.template,
        )


def _consequence(found: UnpairedList, *, is_lost: bool) -> str:
    skies = listed_skies(found)
    has = agree(found.sciences, "has", "have")
    if is_lost:
        return (
            f"{has} the background {skies}: with four or more exposures it replaces the source "
            "catalogue in the association, and the pipeline makes no spectra"
        )
    if found.linked:
        return (
            f"{has} the background {skies}: the pipeline does not use it, and processing its own "
            "spectra fails"
        )
    return (
        f"{has} the background {skies}: the pipeline uses no background observation for slitless "
        "spectra"
    )
