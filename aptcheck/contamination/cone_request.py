"""Which fields a catalogue is asked about, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aptcheck.catalog.position import Position, cone_radius_deg
from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.epoch import position_at
from aptcheck.observatory.wings import FARTHEST_ARCSEC

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.geometry.footprint import Field
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule

__all__ = [
    "Cone",
    "ConeRequest",
    "Fields",
    "cone_radius_about",
    "cone_request",
    "fields_of",
    "needed_arcsec",
]

#: The backgrounds alone, or every MRS field, science included.
Fields = Literal["backgrounds", "all"]

#: Where was asked, and how far about it: (RA, Dec, radius), degrees. An answer belongs to a cone,
#: whatever observation it was asked for.
Cone = tuple[float, float, float]

_STEP_ARCSEC = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ConeRequest:
    """One field to ask about: a cone about the catalogue position of its target.

    That position, and a radius in whole minutes of arc beyond the usual one, do not change with
    the dates of the check, so that a lock stays good.
    """

    position: Position
    radius_deg: float

    @property
    def cone(self) -> Cone:
        """What is asked, without the name of who asks."""
        return self.position.ra_deg, self.position.dec_deg, self.radius_deg


def fields_of(graph: Graph, which: Fields) -> tuple[Observation, ...]:
    """Return the observations of a mode whose fields are judged."""
    if not graph.mode.looks_for_sources:
        return ()
    if which == "all" and graph.mode.name == "miri-mrs":
        return graph.proposal.live_mrs
    return graph.background_fields


def cone_request(
    name: str,
    observation: Observation,
    graph: Graph,
    schedule: Schedule,
    settings: Thresholds,
) -> ConeRequest | None:
    """Return what to ask about one field, None where its place is not known; loads no numpy.

    ``name`` is that of the proposal: with the observation number it names the field in a lock, and
    it never leaves the machine.
    """
    opportunity, target = schedule.of(observation), graph.proposal.target_of(observation)
    listed = position_at(target, None) if target is not None else None
    if listed is None:
        return None
    try:
        field, now = opportunity.field, opportunity.place
    except FieldUnavailable:
        return None
    return ConeRequest(
        position=Position(
            field_id=f"{Path(name).stem} observation {observation.number}",
            ra_deg=listed[0],
            dec_deg=listed[1],
        ),
        radius_deg=cone_radius_about(field, great_circle_arcsec(listed, now), settings),
    )


def needed_arcsec(field: Field, settings: Thresholds) -> float:
    """Return how far from its target what is on the sky matters to a field, arcsec."""
    return field.reach.farthest + max(FARTHEST_ARCSEC, settings.neighbour_radius_arcsec)


def cone_radius_about(field: Field, moved_arcsec: float, settings: Thresholds) -> float:
    """Return the radius to ask for about a field whose target has moved so far, degrees."""
    # the cone goes a step beyond the reach: as far as the wings of the brightest star must be known
    reach = needed_arcsec(field, settings) + moved_arcsec - _STEP_ARCSEC
    return cone_radius_deg(
        _STEP_ARCSEC * math.ceil(reach / _STEP_ARCSEC), settings.control_radius_arcsec
    )
