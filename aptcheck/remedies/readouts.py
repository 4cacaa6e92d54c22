"""Current names of readout patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.modes.ramps import ramps_of
from aptcheck.observatory.readout import current_readout
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.versions import CURRENT_READOUTS, version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.edit import Edit
    from aptcheck.model import Observation, Proposal
    from aptcheck.model.templates.exposure import Exposure

__all__ = ["readout_in", "renamed", "renamed_readouts"]

#: By the name in the model; for the MRS, ``readout`` is the imager's.
_OF_DETECTORS: Final = {
    "readout_long": "ReadoutPatternLong",
    "readout_short": "ReadoutPatternShort",
}
_OF_ROW: Final = {"readout": "ReadoutPattern"}


def readout_in(proposal: Proposal, readout: str | None) -> str | None:
    """Return a readout pattern as a proposal should spell it: by its current name if possible."""
    return current_readout(readout) if version(proposal) >= CURRENT_READOUTS else readout


def renamed_readouts(proposal: Proposal, exposure: Exposure) -> dict[str, str]:
    """Return {field: current name} for the readout patterns of an exposure that were renamed."""
    fields = _OF_DETECTORS if hasattr(exposure, "readout_long") else _OF_ROW
    present = {field: getattr(exposure, name, None) for name, field in fields.items()}
    now = {field: readout_in(proposal, readout) for field, readout in present.items()}
    return {field: name for field, name in now.items() if name and name != present[field]}


def renamed(observations: Iterable[Observation], proposal: Proposal) -> Iterator[Edit | None]:
    """Yield the edits that give observations the current names of their readout patterns."""
    for exposure in dict.fromkeys(ramp.exposure for ramp in ramps_of(observations)):
        for field, readout in renamed_readouts(proposal, exposure).items():
            yield set_field(exposure, field, readout)
