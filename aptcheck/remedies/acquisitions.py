"""Backgrounds without a target acquisition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.edit import Remedy, Unwritten
from aptcheck.modes.judged import mode_of
from aptcheck.remedies.parts import remove, set_field
from aptcheck.remedies.versions import PLAIN_ACQUISITION, too_old

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["without_acquisition"]

_UNSEEN: Final = "aptcheck does not know how a file stores {} NONE for {}: set it in APT."
_REFERENCE_STARS: Final = (
    "aptcheck does not know what a file keeps of an MSATA after TA Method NONE: set it in APT."
)


def without_acquisition(sky: Observation, proposal: Proposal) -> Remedy | Unwritten | None:
    """Return the remedy that removes the target acquisition of a background.

    Safe for the MRS, where JDox asks for it, unless the imager is on the target: its image may
    need it. Unwritten if no file of that form was seen without an acquisition.
    """
    mode, found = mode_of(sky), sky.acquisition
    form = mode.template(sky) if mode is not None else None
    if mode is None or form is None or found is None:
        return None
    if not mode.no_acquisition:
        return Unwritten(_UNSEEN.format(mode.acquisition_field, mode.form))
    if found.method == "MSATA":
        return Unwritten(_REFERENCE_STARS)
    if old := too_old(proposal, PLAIN_ACQUISITION, f"{mode.acquisition_field} NONE"):
        return old
    edits = [
        remove(form, field) if value is None else set_field(form, field, value)
        for field, value in mode.no_acquisition
    ]
    safe = mode.name == "miri-mrs" and not sky.imager_primary
    return Remedy.of("safe" if safe else "unsafe", edits)
