"""Bars and ranges as SVG for the docs, light or dark as the page is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Bar", "Range", "bars", "ranges"]

WIDTH, RIGHT, TOP, ROW = 760, 80, 52, 30
#: Of a character of a label, at most, in a font of usual width.
CHARACTER = 8.2
STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI",sans-serif;font-size:13px;fill:#1f2328}
.page{fill:#fff}.title{font-size:15px;font-weight:600}.label{text-anchor:end}
.small{font-size:12px;fill:#57606a}.tick{text-anchor:middle}.bar{fill:#0969da}
.line{stroke:#0969da;stroke-width:2}.grid{stroke:#d0d7de}.dot{fill:#fff;stroke:#0969da;stroke-width:2}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117}.small{fill:#9198a1}
.bar{fill:#1f6feb}.line{stroke:#1f6feb}.grid{stroke:#30363d}.dot{fill:#0d1117;stroke:#58a6ff}}
"""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A number with its name."""

    label: str
    value: float


@dataclass(frozen=True, kw_only=True)
class Range:
    """Five positive numbers in ascending order with their name, such as quantiles; and a note."""

    label: str
    values: tuple[float, float, float, float, float]
    note: str


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Draw a bar for each row, its number at the end."""
    left, longest = _left(rows), max(row.value for row in rows)
    parts = []
    for at, row in enumerate(rows):
        length, middle = (WIDTH - left - RIGHT) * row.value / longest, _middle(at)
        parts += [
            _label(row.label, left, middle),
            _box(f"{left}", middle, f"{length:.1f}", 18),
            f'<text x="{left + length + 6:.1f}" y="{middle + 5}">{row.value:g}</text>',
        ]
    return _picture(title, parts, TOP + ROW * len(rows) + 8)


def ranges(title: str, unit: str, rows: Sequence[Range]) -> str:
    """Draw a line, a bar and a dot for each row over a logarithmic axis."""
    left = _left(rows)
    low = math.floor(math.log10(min(row.values[0] for row in rows)))
    high = math.ceil(math.log10(max(row.values[-1] for row in rows)))

    def x(value: float) -> str:
        return f"{left + (WIDTH - left - RIGHT) * (math.log10(value) - low) / (high - low):.1f}"

    bottom = TOP + ROW * len(rows)
    parts = []
    for power in range(low, high + 1):
        at = x(10**power)
        parts += [
            f'<line class="grid" x1="{at}" y1="{TOP - 6}" x2="{at}" y2="{bottom}"/>',
            f'<text class="small tick" x="{at}" y="{bottom + 18}">{10**power:,}{unit}</text>',
        ]
    for place, row in enumerate(rows):
        ten, quarter, half, three, ninety = map(x, row.values)
        middle = _middle(place)
        width = float(three) - float(quarter)
        parts += [
            _label(row.label, left, middle),
            f'<line class="line" x1="{ten}" y1="{middle}" x2="{ninety}" y2="{middle}"/>',
            _box(quarter, middle, f"{width:.1f}", 14),
            f'<circle class="dot" cx="{half}" cy="{middle}" r="5"/>',
            f'<text class="small" x="{WIDTH - RIGHT + 8}" y="{middle + 4}">',
            f"{escape(row.note)}</text>",
        ]
    return _picture(title, parts, bottom + 30)


def _middle(place: int) -> int:
    return TOP + ROW * place + ROW // 2


def _box(x: str, middle: int, width: str, height: int) -> str:
    y = middle - height // 2
    return f'<rect class="bar" x="{x}" y="{y}" width="{width}" height="{height}" rx="2"/>'


def _left(rows: Iterable[Bar | Range]) -> int:
    return 30 + math.ceil(CHARACTER * max(len(row.label) for row in rows))


def _label(words: str, left: int, middle: int) -> str:
    return f'<text class="label" x="{left - 10}" y="{middle + 5}">{escape(words)}</text>'


def _picture(title: str, parts: Iterable[str], height: int) -> str:
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            f"<title>{escape(title)}</title><style>{STYLE}</style>",
            f'<rect class="page" width="{WIDTH}" height="{height}" rx="8"/>',
            f'<text class="title" x="20" y="28">{escape(title)}</text>',
            *parts,
            "</svg>\n",
        )
    )
