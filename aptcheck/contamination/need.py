"""Whether anything in a proposal asks for position angles, and what keeps them from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.contamination.swept import NoField

if TYPE_CHECKING:
    from aptcheck.contamination.opportunities import Opportunities
    from aptcheck.model import Observation

__all__ = ["needs_geometry", "unknown_angles"]


def needs_geometry(
    observation: Observation, opportunities: Opportunities, *, catalogue: bool = False
) -> bool:
    """Whether the angles of a background matter by themselves.

    They do with Primary Channel = Imager, an Aperture PA Range, a catalogue of sources, or windows
    of APT's Visit Planner to compare with. Otherwise separation alone decides, and no numpy is
    loaded.
    """
    return (
        catalogue
        or observation.imager_primary
        or bool(observation.requirements.orients)
        or bool(opportunities.records(observation))
    )


def unknown_angles(observation: Observation, opportunities: Opportunities) -> NoField | None:
    """Return why the angles of a background are not known, None where they are.

    Sums are done only where something asks for the angles.
    """
    place = opportunities.place(observation)
    if isinstance(place, NoField):
        return place
    if not needs_geometry(observation, opportunities):
        return None
    swept = opportunities.swept(observation)
    if isinstance(swept, NoField):
        return swept
    return NoField(swept.unknown) if swept.unknown is not None else None
