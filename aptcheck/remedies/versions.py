"""What each version of APT's file can store, by its schemaVersion.

Read off 169 published files of schema 37 to 65 and one of 71 (counted 2026-11). A file that does
not give its version is treated as an old one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.edit import Unwritten

if TYPE_CHECKING:
    from aptcheck.model import Proposal

__all__ = [
    "BACKGROUND_LIST",
    "COUNTED_GROUPS",
    "CURRENT_READOUTS",
    "EXPOSURE_WAVELENGTH",
    "NO_MOTION",
    "ORIENT_MODE",
    "ORIENT_MSA",
    "PLAIN_ACQUISITION",
    "REORDERED_LINKS",
    "SOURCE_DITHERS",
    "too_old",
    "version",
]

BACKGROUND_LIST: Final = 38
"""BackgroundTargetReq of a target (not in the file of schema 37)."""

EXPOSURE_WAVELENGTH: Final = 42
"""Wavelength in each exposure; one for the whole template in schema 39."""

PLAIN_ACQUISITION: Final = 42
"""AcqTargetID NONE; a choice in a wrapper, ``O[1 NAME]``, in schema 39."""

SOURCE_DITHERS: Final = 47
"""Dithers optimized for POINT SOURCE or EXTENDED SOURCE; for channels up to schema 44."""

CURRENT_READOUTS: Final = 52
"""FASTR1 and SLOWR1; FAST and SLOW up to schema 51."""

ORIENT_MSA: Final = 52
"""MsaSelectedAngle of an OrientRange."""

ORIENT_MODE: Final = 55
"""Mode of an OrientRange."""

COUNTED_GROUPS: Final = 63
"""A background in a group: APT counts it since early 2024, when it writes schema 63."""

NO_MOTION: Final = 65
"""ProperMotionNotApplicable of a target: seen since schema 65, true in all 96 targets without a
motion of schema 71."""

REORDERED_LINKS: Final = 65
"""A sequence in another order than its numbers: APT 2024.5 and later (39 printed proposals). How a
file stores it was not seen; aptcheck reads the order of the list."""


def version(proposal: Proposal) -> int:
    """Return the schemaVersion, 0 if the file does not give it."""
    return proposal.schema_version or 0


def too_old(proposal: Proposal, since: int, what: str) -> Unwritten | None:
    """Return why a file older than a version cannot store something; else None."""
    if version(proposal) >= since:
        return None
    known = proposal.schema_version
    return Unwritten(
        f"A file of schemaVersion {known if known is not None else 'unknown'} cannot store {what}: "
        "open it in a current APT and save it first."
    )
