"""The outlines of a field: what its apertures see at some angles, and the ring that they sweep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from aptcheck.geometry.tangent import on_sky
from aptcheck.parcel import Circle, Colour, Outline, Polygon
from aptcheck.report.channels import channel_of

if TYPE_CHECKING:
    from aptcheck.geometry.footprint import Field, Footprint
    from aptcheck.observatory.siaf import Aperture

__all__ = ["field_outlines"]

#: By channel of the MRS; other modes have one colour.
_COLOURS: Mapping[str | None, Colour] = {
    "1": "blue",
    "2": "green",
    "3": "yellow",
    "4": "red",
    None: "green",
}


def field_outlines(
    field: Field,
    ra: float,
    dec: float,
    angles: Iterable[float],
    aperture: Aperture,
    *,
    title: str = "field",
) -> tuple[Outline, ...]:
    """Return the outlines of a field on the sky, the ring first.

    Parameters
    ----------
    field : Field
    ra, dec : float
        The target, degrees, ICRS.
    angles : iterable of float
        The V3PA, degrees, at which the footprints are drawn; the ring they sweep is drawn once.
    aperture : Aperture
        Holds the target: its position angle is given with each V3PA.
    title : str
        Labels the ring, with the name of the aperture, and begins the name of each layer: one for
        the ring and one per angle.
    """
    ring = Circle(
        ra_deg=ra,
        dec_deg=dec,
        radius_arcsec=field.reach.farthest,
        inner_arcsec=max(field.reach.nearest, 0.0),
        label=f"{title}, aperture {aperture.name}",
        layer=title,
        colour="cyan",
    )
    return (ring, *_polygons(field, ra, dec, angles, aperture, title))


def _polygons(
    field: Field, ra: float, dec: float, angles: Iterable[float], aperture: Aperture, title: str
) -> Iterator[Polygon]:
    for v3pa in angles:
        at = f"V3PA {v3pa:.2f}, aperture PA {(v3pa + aperture.v3_ideal_angle) % 360.0:.2f}"
        for footprint in field.footprints:
            yield Polygon(
                corners=on_sky(footprint.corners, ra, dec, v3pa),
                label=f"{_label(footprint)} {at}",
                layer=f"{title} V3PA {v3pa:.2f}",
                colour=_COLOURS[channel_of(footprint.band)],
            )


def _label(footprint: Footprint) -> str:
    """Return ``2B dither 3``, with the accuracy of its place where that is not exact."""
    # labels have no slash
    named = footprint.label.replace("/", " ")
    near = f"{footprint.pad:.2f}"
    return named if near == "0.00" else f"{named} within {near} arcsec"
