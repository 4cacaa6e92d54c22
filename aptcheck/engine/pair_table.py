"""The pairs of science and background, for the table at the top of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.results import ExposureMatch, Pair

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.modes.mrs.matching import SettingMatch
    from aptcheck.rules.context import Context

__all__ = ["pairs"]


def pairs(context: Context) -> tuple[Pair, ...]:
    """Return declared pairs, then suspected ones, by science and background number."""
    graph = context.graph
    edges = (*graph.declared.edges, *graph.suspected.edges)
    return tuple(_pair(edge, context) for edge in edges)


def _pair(edge: Edge, context: Context) -> Pair:
    distance = context.graph.separation(edge, context.schedule.year)
    science = context.graph.science(edge.science.number)
    return Pair(
        science_observation=edge.science.number,
        background_observation=edge.sky.number,
        declared=edge.declared,
        linked=edge.linked,
        non_interruptible=edge.non_interruptible,
        shadow=science is not None and science.uses_shadow,
        order=edge.order,
        separation_arcsec=round(distance.arcsec, 3) if distance is not None else None,
        depth_ratio=round(edge.depth_ratio, 4) if edge.depth_ratio is not None else None,
        exposures=tuple(_exposure(match) for match in edge.matches),
    )


def _exposure(match: SettingMatch) -> ExposureMatch:
    return ExposureMatch(
        wavelength=match.setting[0],
        detector=match.setting[1],
        science_groups=tuple(r.groups for r in match.science if r.groups is not None),
        background_groups=tuple(r.groups for r in match.sky if r.groups is not None),
        match=match.complete,
    )
