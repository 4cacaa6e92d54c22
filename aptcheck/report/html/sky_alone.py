"""The picture of a field at one angle as an SVG document that needs no page around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from aptcheck.geometry.angles import AngleSet
from aptcheck.report.html.paper import HALF
from aptcheck.report.html.sky_picture import numbered, sky_picture
from aptcheck.report.templates import environment, own_file
from aptcheck.report.visible import unobeyed_markup
from aptcheck.results import SkyField

__all__ = ["sky_alone"]

_ROOM = "aptcheck.report.html"
#: Noncharacters, which XML does not allow (1.0, section 2.2); hidden text is escaped before.
_INVALID = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Turned:
    """What the template of the page reads of a field: a key for its names, and the angle."""

    key: str
    angle: float
    aperture_pa: float


def sky_alone(field: SkyField, v3pa: float, *, state: str) -> str:
    """Return the picture with the styles of the page, light or dark as the reader prefers.

    Parameters
    ----------
    field : SkyField
        One that can be drawn.
    v3pa : float
        Degrees.
    state : {"clean", "meets", "outside", "unknown"}
        What the angle means for the field, as on the page.
    """
    hit = [n for source, n in numbered(field.sources).items() if _contains(source.angles, v3pa)]
    sky = (
        environment(_ROOM)
        .get_template("sky.html")
        .render(
            item=_Turned(
                key="field",
                angle=v3pa,
                aperture_pa=round((v3pa + field.aperture_offset_deg) % 360.0, 3),
            ),
            field=field,
            picture=sky_picture(field),
            half=HALF,
            wide=False,
        )
    )
    document = (
        environment(_ROOM)
        .get_template("sky-alone.html")
        .render(
            sky=Markup(sky),  # noqa: S704 - escaped by its template
            style=Markup(_style()),  # noqa: S704 - our own file
            state=state,
            hit=hit,
            half=HALF,
        )
    )
    return unobeyed_markup(_INVALID.sub("\ufffd", document))


def _style() -> str:
    return "".join(own_file(_ROOM, name) for name in ("page.css", "field.css"))


def _contains(intervals: tuple[tuple[float, float], ...], angle: float) -> bool:
    return AngleSet.of(intervals).contains(angle)
