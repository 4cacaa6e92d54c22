"""An annulus needs the source where the pipeline looks for it."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.dither_use import BESIDE_TARGET, is_imager_primary
from aptcheck.background.sides import Science
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG409", severity=Severity.INFO)
def annulus_without_acquisition(science: Science, context: Context) -> Iterator[Verdict]:
    """The background comes from an annulus, and no target acquisition centres the source.

    ## What
    The strategy is annulus (set, or inferred for a point source without a dedicated background)
    and Acq Target is NONE.

    ## Why
    The pipeline lays aperture and annulus at the target's coordinates. With blind pointing the
    source may stand beside them. The annulus corrects the extracted spectrum only: the cubes stay
    unsubtracted.

    ## How to fix
    In APT open the science observation, MIRI MRS form, and set Acq Target to Same Target as
    Observation; or plan to centre the extraction yourself.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How are backgrounds used in the JWST pipeline?
    ("both the extraction aperture and background annulus being centered at the wrong location"),
    read 2026-11.
    """
    if is_imager_primary(science.observation):
        yield NotApplicable(BESIDE_TARGET)
        return
    mrs = science.observation.mrs
    if science.intent.strategy != "annulus" or mrs is None:
        yield NotApplicable("the background is not taken from an annulus")
        return
    if mrs.acquisition.kind == "unknown":
        yield NotChecked(f"observation {science.number}: Acq Target is not known")
        return
    if mrs.acquisition.kind != "none":
        return
    inferred = "" if science.intent.strategy_set else " (inferred)"
    yield Fault(
        message=f"Observation {science.number} takes its background from an annulus{inferred} "
        "without target acquisition: aperture and annulus may miss the source, and the cubes stay "
        "unsubtracted.",
        fix=f"In observation {science.number}, MIRI MRS form, set Acq Target to Same Target as "
        "Observation, or plan to centre the extraction yourself.",
        at=mrs.acquisition if mrs.acquisition.place.trail else mrs,
        observation=science.number,
    )
