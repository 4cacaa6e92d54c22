"""Outlines as scripts of Aladin Desktop.

Its manual (AladinScriptManual) and the source of its commands (cds-astro/aladin, Command.java,
Tok.java) define them: ``draw [colour] function(...)`` draws into the plane that ``draw newtool``
made last, positions are read in the frame that is set, and a parameter in quotes is a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aptcheck.parcel import Outline, Polygon
from aptcheck.report.bare import bare

__all__ = ["aladin_scripts"]


def aladin_scripts(outlines: Iterable[Outline]) -> tuple[str, ...]:
    """Return one script for each layer, which makes a plane of that name and draws in it.

    Only circles have labels: those of many polygons in one place would hide the sky.
    """
    layers: dict[str, list[str]] = {}
    for outline in outlines:
        layers.setdefault(bare(outline.layer) or "aptcheck", []).extend(_drawn(outline))
    return tuple(
        ";".join(["setconf frame=ICRS", "draw mode(RADEC)", f'draw newtool("{layer}")', *commands])
        for layer, commands in layers.items()
    )


def _drawn(outline: Outline) -> Iterator[str]:
    draw = f"draw {outline.colour}"
    if isinstance(outline, Polygon):
        yield f"{draw} polygon({','.join(_at(ra, dec) for ra, dec in outline.corners)})"
        return
    centre = _at(outline.ra_deg, outline.dec_deg)
    for radius in (outline.inner_arcsec, outline.radius_arcsec):
        if radius > 0.0:
            yield f"{draw} circle({centre},{radius / 60.0:.7f}arcmin)"
    north = _at(outline.ra_deg, min(outline.dec_deg + outline.radius_arcsec / 3600.0, 90.0))
    label = bare(outline.label)
    if label:
        yield f'{draw} string({north},"{label}")'


def _at(ra: float, dec: float) -> str:
    return f"{ra:.8f},{dec:+.8f}"
