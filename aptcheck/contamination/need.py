"""Whether anything in a proposal asks for position angles."""

from __future__ import annotations

from aptcheck.contamination.opportunities import Opportunities
from aptcheck.model import Observation

__all__ = ["needs_geometry"]


def needs_geometry(
    observation: Observation, opportunities: Opportunities, *, catalogue: bool = False
) -> bool:
    """Whether the angles of a background matter by themselves.

    They do with Primary Channel = Imager, an Aperture PA Range, a catalogue of sources, or windows
    of APT's Visit Planner to compare with. Otherwise separation alone decides, and no numpy is
    loaded.
    """
    mrs = observation.mrs
    return (
        catalogue
        or (mrs is not None and mrs.imager_primary)
        or bool(observation.requirements.orients)
        or bool(opportunities.records(observation))
    )
