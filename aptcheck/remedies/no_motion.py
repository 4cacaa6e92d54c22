"""The fields of a fixed target that does not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.remedies.versions import NO_MOTION, version

if TYPE_CHECKING:
    from aptcheck.model import Proposal

__all__ = ["no_motion"]

_FIELDS = ("RAProperMotion", "DecProperMotion", "RAProperMotionUnits", "DecProperMotionUnits")


def no_motion(proposal: Proposal) -> dict[str, str]:
    """Return {field: value}: those in every file, and the one that only newer files have."""
    fields = dict.fromkeys(_FIELDS, "")
    if version(proposal) >= NO_MOTION:
        fields["ProperMotionNotApplicable"] = "true"
    return fields
