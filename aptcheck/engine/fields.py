"""Which MRS fields a catalogue is asked about, and where."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aptcheck.background.graph import Graph
from aptcheck.background.separation import great_circle_arcsec, position_at
from aptcheck.catalog.position import Position, cone_radius_deg
from aptcheck.config import Thresholds
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.contamination.swept import NoField
from aptcheck.model import Observation

__all__ = ["Fields", "Wanted", "fields_of", "wanted"]

#: The backgrounds alone, or every MRS field, science included.
Fields = Literal["backgrounds", "all"]

_STEP_ARCSEC = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One field to ask about: a cone about the catalogue position of its target.

    That position, and a radius in whole minutes of arc beyond the usual one, do not change with
    the dates of the check, so that a lock stays good.
    """

    observation: int
    position: Position
    radius_deg: float


def fields_of(graph: Graph, which: Fields) -> tuple[Observation, ...]:
    """Return the observations whose fields are judged, in the proposal's order."""
    if which == "backgrounds":
        return graph.skies
    return tuple(o for o in graph.proposal.observations if o.is_mrs and not o.is_out)


def wanted(
    name: str, graph: Graph, which: Fields, opportunities: Opportunities, thresholds: Thresholds
) -> tuple[Wanted, ...]:
    """Return the fields to ask about, without those whose place cannot be told; loads no numpy.

    ``name`` is that of the proposal: with the observation number it names the field in a lock, and
    it never leaves the machine.
    """
    found = []
    for observation in fields_of(graph, which):
        field, now = opportunities.field(observation), opportunities.place(observation)
        target = graph.proposal.target_of(observation)
        listed = position_at(target, None) if target is not None else None
        if isinstance(field, NoField) or isinstance(now, NoField) or listed is None:
            continue
        beyond = max(0.0, thresholds.neighbour_radius_arcsec - _STEP_ARCSEC)
        reach = field.reach.farthest + great_circle_arcsec(listed, now) + beyond
        found.append(
            Wanted(
                observation=observation.number,
                position=Position(
                    field_id=f"{Path(name).stem} observation {observation.number}",
                    ra_deg=listed[0],
                    dec_deg=listed[1],
                ),
                radius_deg=cone_radius_deg(
                    _STEP_ARCSEC * math.ceil(reach / _STEP_ARCSEC), thresholds.control_radius_arcsec
                ),
            )
        )
    return tuple(found)
