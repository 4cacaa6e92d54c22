"""What `aptcheck suggest` found, ready to send to a program that shows the sky."""

from __future__ import annotations

from aptcheck.geometry.tangent import unproject
from aptcheck.parcel import Parcel, Row
from aptcheck.report.suggestions.outlines import search_outlines
from aptcheck.suggestions import SkySearch, Suggestions

__all__ = ["parcel_of"]


def parcel_of(suggestions: Suggestions) -> Parcel | None:
    """Return the positions, the sources that limit them, and their outlines.

    None if no search has coordinates.
    """
    placed = [one for one in suggestions.targets if one.ra_deg is not None]
    if not placed:
        return None
    first = placed[0]
    tables = {
        "suggested positions": [row for one in placed for row in _positions(one)],
        "sources": [row for one in placed for row in _sources(one)],
    }
    return Parcel(
        title=f"aptcheck {first.target}",
        ra_deg=first.ra_deg or 0.0,
        dec_deg=first.dec_deg or 0.0,
        tables={name: rows for name, rows in tables.items() if rows},
        outlines=tuple(circle for one in placed for circle in search_outlines(one)),
    )


def _positions(search: SkySearch) -> list[Row]:
    return [
        {
            "ra": found.ra_deg,
            "dec": found.dec_deg,
            "target": search.target,
            "number": number,
            "offset_arcsec": found.offset_arcsec,
            "position_angle_deg": found.position_angle_deg,
            "margin_arcsec": found.margin_arcsec,
            "clean_fraction": found.clean_fraction,
        }
        for number, found in enumerate(search.suggestions, 1)
    ]


def _sources(search: SkySearch) -> list[Row]:
    if search.chart is None or search.ra_deg is None or search.dec_deg is None:
        return []
    rows: list[Row] = []
    for source in search.chart.sources:
        ra, dec = unproject(search.ra_deg, search.dec_deg, source.east, source.north)
        rows.append(
            {
                "ra": ra,
                "dec": dec,
                "target": search.target,
                "designation": source.name,
                "radius_arcsec": source.radius,
            }
        )
    return rows
