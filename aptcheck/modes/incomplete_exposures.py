"""Exposures of which the file does not say enough to judge them."""

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
    """Return why some exposures of these observations take no part in a comparison, if so.

    An exposure belongs to no setting where what makes one is not known, and without a number as
    Ngroups there is no ramp; ``readout`` asks for the readout pattern as well.
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
    """See to it that all exposures of these observations take part in a comparison.

    Raises
    ------
    Unknown
        Some do not, as `unclear_exposures` says.
    """
    if (unclear := unclear_exposures(proposal, observations, readout=readout)) is not None:
        raise Unknown(unclear)
