"""An exposure that leaves out the dither of its observation."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG407", severity=Severity.WARNING)
def exposure_without_dither(observation: Observation, context: Context) -> Iterator[Verdict]:
    """An exposure says Dither None though the observation has dithers.

    ## What
    The MIRI MRS form defines a dither, and one of its exposures has None in the Dither column.

    ## Why
    That wavelength is taken at one position: undersampled, with bad pixels left in, and shallower
    than the others. Where a dither is defined, a row without it is seldom meant.

    ## How to fix
    In APT open the observation, MIRI MRS form, and choose Dither 1 in the row's Dither column; or
    delete the Dithers entry if none is meant.

    ## Source
    JDox, "MIRI MRS PSF and Dithering" (dithering is necessary for MRS observations), read 2026-11.
    """
    mrs = observation.mrs
    if mrs is None or not mrs.takes_spectra or observation.is_out:
        yield NotApplicable("no MRS exposures to be taken")
        return
    if not mrs.dithers:
        yield NotApplicable("no dither is defined")
        return
    bare = [e for e in mrs.exposures if (e.dither_text or "NONE").strip().upper() == "NONE"]
    if not bare:
        return
    rows = numbered("exposure", [exposure.index for exposure in bare])
    yield Fault(
        message=f"Observation {observation.number} defines {len(mrs.dithers)} "
        f"dither{'s' if len(mrs.dithers) > 1 else ''}, but {rows} of {len(mrs.exposures)} "
        f"{'use' if len(bare) > 1 else 'uses'} none.",
        fix=f"In observation {observation.number}, MIRI MRS form, choose Dither "
        f"{mrs.dithers[0].index} for {rows}.",
        at=bare[0],
        observation=observation.number,
    )
