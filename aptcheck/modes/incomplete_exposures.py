"""Exposures for which the file does not say enough to judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.errors import Unknown
from aptcheck.modes.judged import mode_of
from aptcheck.wording import Reason, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.model import Observation, Proposal

__all__ = ["require_clear_exposures", "unclear_exposures"]


def unclear_exposures(
    proposal: Proposal, observations: Iterable[Observation], *, readout: bool = False
) -> Reason | None:
    """Return why some exposures of these observations cannot be compared; None if all can.

    Without all its parts an exposure has no setting, and without Ngroups it has no ramp;
    ``readout`` also requires the readout pattern.
    """
    odd = {(oddity.observation, oddity.field) for oddity in proposal.oddities}
    unclear: dict[int, str] = {}
    for observation in observations:
        mode = mode_of(observation)
        if mode is not None and (
            mode.is_unclear(observation, readout)
            or any((observation.number, field) in odd for field in mode.groups_fields)
        ):
            unclear[observation.number] = mode.unclear_fields
    if not unclear:
        return None
    fields = next(iter(unclear.values())) + (", readout pattern" if readout else "")
    return Reason(
        f"{numbered('observation', unclear)}: {fields} or Ngroups of an exposure is not known"
    )


def require_clear_exposures(
    proposal: Proposal, observations: Iterable[Observation], *, readout: bool = False
) -> None:
    """Make sure that all exposures of these observations can be compared.

    Raises
    ------
    Unknown
        Some cannot, for the reason that `unclear_exposures` gives.
    """
    if (unclear := unclear_exposures(proposal, observations, readout=readout)) is not None:
        raise Unknown(unclear)
