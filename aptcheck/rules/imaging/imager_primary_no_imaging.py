from __future__ import annotations

from aptcheck.rules import Context, Evidence, Fault, Observation, Verdicts, applies, known, rule
from aptcheck.wording import in_mrs_form


@rule("BKG802", severity="error")
def imager_primary_no_imaging(observation: Observation, context: Context) -> Verdicts:
    """The imager is primary but takes no images.

    ## What
    Primary Channel is Imager, but Simultaneous Imaging is not YES (nor is `Detector` ALL in the
    file).

    ## Why
    The telescope places the target on the imager, which records nothing; the MRS is 74 arcsec off.

    ## How to fix
    In APT, open the observation, MIRI Medium Resolution Spectroscopy tab. Set Simultaneous Imaging
    to YES and give the imager a filter and an exposure, or set Primary Channel to a channel of the
    MRS.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (simultaneous
    imaging, read 2026-11).
    """
    mrs, number = observation.mrs, observation.number
    applies(
        observation.is_beside_target, f"observation {number} is not MRS with the imager primary"
    )
    if mrs is None or mrs.takes_images:
        return
    stated = mrs.simultaneous_imaging is not None or mrs.detector is not None
    known(stated, f"observation {number} does not say whether it takes images")
    yield Fault(
        message=f"Observation {number} has Primary Channel = Imager, but no simultaneous imaging: "
        "the target is on the imager, which takes no images.",
        fix=in_mrs_form(
            number,
            "set Simultaneous Imaging to YES and give the imager a filter and an exposure, or set "
            "Primary Channel to a channel of the MRS",
        ),
        at=mrs,
        observation=number,
        evidence=Evidence("no imaging", "Simultaneous Imaging YES"),
    )
