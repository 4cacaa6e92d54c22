"""Exposures of which the file does not say enough to judge them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.wording import Reason, numbered

if TYPE_CHECKING:
    from aptcheck.model import Observation, Proposal

__all__ = ["names_no_grating", "require_clear_exposures", "unclear_exposures"]

_FIELDS = frozenset({"GroupsLong", "GroupsShort"})


def unclear_exposures(
    proposal: Proposal, observations: Iterable[Observation], *, readout: bool = False
) -> Reason | None:
    """Return why some exposures of these observations take no part in a comparison, if so.

    An exposure without a known Wavelength belongs to no setting, one whose Ngroups is not a
    number to no arm; ``readout`` asks for the readout pattern as well.
    """
    odd = {oddity.observation for oddity in proposal.oddities if oddity.field in _FIELDS}
    unclear = dict.fromkeys(
        observation.number
        for observation in observations
        if observation.number in odd
        or any(
            not exposure.gratings or (readout and not exposure.readout_long)
            for exposure in (observation.mrs.exposures if observation.mrs is not None else ())
        )
    )
    if not unclear:
        return None
    fields = "Wavelength, readout pattern or Ngroups" if readout else "Wavelength or Ngroups"
    return Reason(f"{numbered('observation', unclear)}: {fields} of an exposure is not known")


def require_clear_exposures(
    proposal: Proposal, observations: Iterable[Observation], *, readout: bool = False
) -> None:
    """See to it that all exposures of these observations take part in a comparison.

    Raises
    ------
    Unknown
        Some do not, as `unclear_exposures` says.
    """
    if (unclear := unclear_exposures(proposal, observations, readout=readout)) is not None:
        raise Unknown(unclear)


def names_no_grating(observation: Observation) -> bool:
    """Whether an exposure names no known Wavelength, so that it may take any band."""
    mrs = observation.mrs
    return mrs is not None and any(not exposure.gratings for exposure in mrs.exposures)
