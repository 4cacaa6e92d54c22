"""The report as one page: it needs no network, works without script, and prints.

Proposal text is escaped by the templates and made visible (`aptcheck.report.visible`); the page's
own policy loads nothing and runs only the script that it was written with.
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256

from markupsafe import Markup

from aptcheck.geometry.angles import AngleSet
from aptcheck.mode_names import MODE_WORDS
from aptcheck.project_urls import issues_place
from aptcheck.report import Look
from aptcheck.report.finding_table import shown
from aptcheck.report.fixable import badge, badge_title, fixable_sentence
from aptcheck.report.html.date_panels import HEIGHT, WIDTH
from aptcheck.report.html.paper import HALF
from aptcheck.report.html.sky_picture import disc, flux
from aptcheck.report.html.view import page
from aptcheck.report.pair_settings import NONE_IN_COMMON
from aptcheck.report.templates import environment, own
from aptcheck.report.verdict_words import STAMPS, verdict_sentence
from aptcheck.report.visible import unobeyed_markup
from aptcheck.results import Report
from aptcheck.version import __version__
from aptcheck.wording import count

__all__ = ["render"]


def render(report: Report, *, look: Look, verbose: bool = False) -> str:  # noqa: ARG001
    """Return the page, UTF-8 text of one HTML document."""
    sky = f":is(.sky, .swatch) {{ {own(__name__, 'sky.css')} }}"
    style = own(__name__, "page.css") + sky + own(__name__, "field.css")
    script = own(__name__, "field.js", "sky.js", "take.js", "page.js")
    # Read once: the proposals may lie on a disk.
    whole = page(report)
    return unobeyed_markup(
        environment(__name__)
        .get_template("page.html")
        .render(
            page=whole,
            count=count,
            summary=whole.report.summary,
            version=__version__,
            issues=issues_place(),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=_policy(style, script),
            stamps=STAMPS,
            sentence=verdict_sentence,
            badge=badge,
            badge_title=badge_title,
            fixable=fixable_sentence(whole.report),
            day=_day,
            mode_words=MODE_WORDS,
            none_in_common=NONE_IN_COMMON,
            value=_value,
            shown=shown,
            arcs=_arcs,
            disc=disc,
            flux=flux,
            half=HALF,
            alone=False,
            panel_width=WIDTH,
            panel_height=HEIGHT,
        )
    )


def _policy(style: str, script: str) -> str:
    """Return a Content Security Policy that allows these two and embedded pictures."""
    own = {kind: _hash(text) for kind, text in (("style", style), ("script", script))}
    return (
        f"default-src 'none'; img-src data:; style-src '{own['style']}'; "
        f"script-src '{own['script']}'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _day(iso: str) -> str:
    """Return an ISO date as "1 Dec 2026"."""
    moment = date.fromisoformat(iso)
    return f"{moment.day} {moment:%b %Y}"


def _value(value: float | str | None) -> str:
    if value is None:
        return "–"
    if not isinstance(value, float):
        return str(value)
    return f"{float(f'{value:.4g}'):,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def _arcs(arcs: tuple[tuple[float, float], ...]) -> str:
    """Return "12.0° to 34.5°, 350.0° to 10.0°", or that there are none."""
    arcs = AngleSet.of(arcs).arcs  # a range through 0 stays in one piece
    if arcs == ((0.0, 360.0),):
        return "every angle"
    # an arc that ends at 0 is written as ending at 360, except the single angle 0
    spelled = [f"{low:.1f}° to {high % 360.0 or min(high, 360.0):.1f}°" for low, high in arcs[:12]]
    more = f" and {len(arcs) - 12} more" if len(arcs) > 12 else ""
    return ", ".join(spelled) + more if spelled else "none"
