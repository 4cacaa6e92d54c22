"""The picture of one field by itself, for a notebook or a file: it needs no page and no script."""

from __future__ import annotations

import re
from hashlib import sha256

from markupsafe import Markup

from aptcheck.report.html.field_view import field_at
from aptcheck.report.html.obstacles import Prospect, bare_prospect
from aptcheck.report.html.paper import HALF
from aptcheck.report.templates import environment, own
from aptcheck.report.visible import unobeyed_markup
from aptcheck.results import SkyField

__all__ = ["svg"]

_ROOM = "aptcheck.report.html"
#: Noncharacters, which XML does not allow (1.0, section 2.2); hidden text is escaped before.
_INVALID = re.compile("[\ufffe\uffff]")
#: What holds the picture, so that its style reaches nothing else in a notebook.
_CLASS = ".aptcheck-field"
_STATES = f"""
{_CLASS} {{ --now: var(--open); }}
{_CLASS}[data-state="clean"] {{ --now: var(--clean); }}
{_CLASS}[data-state="meets"] {{ --now: var(--error); }}
"""


def svg(field: SkyField, v3pa: float | None = None, *, angles: Prospect | None = None) -> str:
    """Return the picture of a field as SVG with its style, north up and east left.

    Without ``angles`` it shows what spoils the field by sources and science alone, whatever rules
    ran.

    Parameters
    ----------
    field : SkyField
    v3pa : float, optional
        The angle, degrees; by default the middle of the widest range that nothing spoils.
    angles : Prospect, optional
        What spoils the field by the findings too.

    Raises
    ------
    ValueError
        If the field cannot be drawn: the text says why.
    """
    if field.undrawn is not None:
        raise ValueError(field.undrawn)
    prospect = angles or bare_prospect(field)
    angle = prospect.best if v3pa is None else v3pa % 360.0
    # several pictures in one notebook must not share the names of their parts
    key = f"sky-{sha256(repr((field, angle)).encode()).hexdigest()[:12]}"
    item = field_at(key, field, prospect, angle, opened=True)
    drawn = (
        environment(_ROOM)
        .get_template("sky.html")
        .render(
            item=item,
            field=field,
            picture=item.picture,
            wide=False,
            alone=True,
            half=HALF,
            style=Markup(_style()),  # noqa: S704 - our own file
        )
    )
    return unobeyed_markup(_INVALID.sub("\ufffd", drawn))


def _style() -> str:
    # the colours of the page are its first rule
    colours = own(_ROOM, "page.css").partition("{")[2].partition("}")[0]
    return f"{_CLASS} {{ {colours}{own(_ROOM, 'sky.css')} }}{_STATES}"
