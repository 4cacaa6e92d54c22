"""Makes text of a proposal plain text in GitHub's Markdown and in a table pasted elsewhere."""

from __future__ import annotations

import re

from aptcheck.report.visible import shortened

__all__ = ["cell", "in_html", "plain"]

#: A zero-width space: it breaks what GitHub would turn into a mention, a reference or a link.
_GAP = "&#8203;"
#: What HTML or GitHub itself would obey, within Markdown or HTML.
_OBEYED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": f"@{_GAP}",
    "#": f"#{_GAP}",
    # GitHub reads a bare dollar as mathematics, and documents this workaround.
    "$": "<span>$</span>",
}
_IN_HTML = str.maketrans(_OBEYED)
_ESCAPES = str.maketrans(
    {
        **_OBEYED,
        "#": f"\\#{_GAP}",
        **{character: f"\\{character}" for character in "\\`*_[]|~!"},
    }
)
_LINK = re.compile(r"://|www\.", re.IGNORECASE)
# OWASP, "CSV injection": a spreadsheet reads a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def plain(text: str, limit: int) -> str:
    """Return bounded text on one line that renders as itself: no markup, mention or link."""
    return _without_links(text, limit).translate(_ESCAPES).replace(_MARK, _GAP)


def in_html(text: str, limit: int) -> str:
    """Return the same for a line of HTML, where Markdown's escapes would be visible."""
    return _without_links(text, limit).translate(_IN_HTML).replace(_MARK, _GAP)


def cell(text: str, limit: int) -> str:
    """Return text for a table: as `plain`, and no formula where it is pasted into one."""
    text = shortened(text, limit)
    return plain(f"'{text}" if text.startswith(_FORMULA) else text, limit + 1)


# Placeholder for the gap while the rest is escaped; `shortened` leaves no such character in a text.
_MARK = "\u200b"


def _without_links(text: str, limit: int) -> str:
    return _LINK.sub(_parted, shortened(text, limit))


def _parted(match: re.Match[str]) -> str:
    return match[0][:-1] + _MARK + match[0][-1]
