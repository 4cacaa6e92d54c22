"""With the imager primary, the imager should take images."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG802", severity=Severity.ERROR)
def imager_primary_no_imaging(observation: Observation, context: Context) -> Iterator[Verdict]:
    """The imager is primary and takes no images.

    ## What
    Primary Channel is Imager, while Simultaneous Imaging is not YES and Detector is not ALL.

    ## Why
    The telescope places the target on the imager, which records nothing; the MRS is 74 arcsec off.

    ## How to fix
    In APT open the observation, MIRI MRS form: set Simultaneous Imaging to YES and give the imager
    a filter and an exposure, or set Primary Channel to a channel of the MRS.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background (simultaneous
    imaging, read 2026-11).
    """
    mrs = observation.mrs
    if mrs is None or not observation.is_mrs or observation.is_out or not mrs.imager_primary:
        yield NotApplicable(f"observation {observation.number} is not MRS with the imager primary")
        return
    if mrs.takes_images:
        return
    if mrs.simultaneous_imaging is None and mrs.detector is None:
        yield NotChecked(f"observation {observation.number} does not say whether it takes images")
        return
    yield Fault(
        message=f"Observation {observation.number} has Primary Channel = Imager, but no "
        "simultaneous imaging: the target is on the imager, which takes no data.",
        fix=f"In observation {observation.number}, MIRI MRS form, set Simultaneous Imaging to YES "
        "with a filter and an exposure, or set Primary Channel to a channel of the MRS.",
        at=mrs,
        observation=observation.number,
        evidence=Evidence(measured="no imaging", limit="Simultaneous Imaging YES"),
    )
