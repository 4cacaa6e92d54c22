from __future__ import annotations

from aptcheck.background.sharing import numbers_of
from aptcheck.modes.mrs.imaging import takes_images
from aptcheck.rules import Background, Context, Fault, Graph, Verdicts, applies, rule

_VERSION = "2023.5.2"


@rule("BKG803", severity="info")
def apt_2023_5_2_spurious_error(graph: Graph, context: Context) -> Verdicts:
    """APT 2023.5.2 reports a spurious error for Primary Channel = Imager.

    ## What
    The proposal was written by APT 2023.5.2 and has a background with Primary Channel = Imager that
    is linked to the science observation and matches it in gratings, readout, Ngroups, subarray and
    Simultaneous Imaging. Where Simultaneous Imaging differs, BKG805 reports it.

    ## Why
    This version still says "This target requires similar background exposures that are linked in a
    non-interruptible sequence". You may submit the proposal with that error. It is probably about
    Simultaneous Imaging: YES on such a background, and often NO on the science. Later versions of
    APT report the pair only in that case, as an error in 2025 and as a warning in 2026 (BKG805),
    and never where both sides take images.

    ## How to fix
    No change needed. If APT keeps reporting it, set Simultaneous Imaging to YES on both sides.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (the note of October
    2023 on APT version 2023.5.2, read 2026-11). In proposals that APT printed from November 2024 to
    June 2026, 81 of 81 science observations that image beside such a background have no error.
    """
    version = graph.proposal.apt_version
    applies(version == _VERSION, f"the proposal was not written by APT {_VERSION}")
    imaging = [b for b in graph.declared.backgrounds if any(sky.imager_primary for sky in b.skies)]
    clean = [background for background in imaging if _without_fault(background)]
    applies(clean, "no background with Primary Channel = Imager is free of other faults")
    sky, *others = (sky.number for background in clean for sky in background.skies)
    yield Fault(
        message=f"APT {_VERSION} reports 'This target requires similar background exposures that "
        "are linked in a non-interruptible sequence' for Primary Channel = Imager. Link and "
        "exposures are right here: the error is spurious.",
        fix="No change needed: you may submit the proposal with this APT error.",
        at=clean[0].science_target,
        observation=sky,
        related=(*others, *numbers_of(clean)),
    )


def _without_fault(background: Background) -> bool:
    linked = all(bond.held for bond in background.bonds)
    alike = all(
        match.complete and {r.subarray for r in match.science} == {r.subarray for r in match.sky}
        for match in background.matches
        if match.science
    )
    imaging = {takes_images(observation) for observation in background.observations}
    return linked and alike and len(imaging) == 1
