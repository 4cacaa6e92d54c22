from __future__ import annotations

from aptcheck.modes.mrs.setting_words import BESIDE_TARGET
from aptcheck.rules import Context, Fault, Science, Verdicts, applies, known, rule
from aptcheck.wording import in_mrs_form


@rule("BKG409", severity="info")
def annulus_without_acquisition(science: Science, context: Context) -> Verdicts:
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
    intent, mrs = science.intent, science.observation.mrs
    applies(not science.observation.imager_primary, BESIDE_TARGET)
    applies(intent.strategy == "annulus", "the background is not taken from an annulus")
    kind = mrs.acquisition.kind if mrs is not None else "unknown"
    known(kind != "unknown", f"observation {science.number}: Acq Target is not known")
    if mrs is not None and kind == "none":
        inferred = "" if intent.strategy_set else " (inferred)"
        yield Fault(
            message=f"Observation {science.number} takes its background from an annulus{inferred} "
            "without target acquisition: aperture and annulus may miss the source, and the cubes "
            "stay unsubtracted.",
            fix=in_mrs_form(
                science.number,
                "set Acq Target to Same Target as Observation, or plan to centre the extraction "
                "yourself",
            ),
            at=mrs.acquisition if mrs.acquisition.place.trail else mrs,
            observation=science.number,
        )
