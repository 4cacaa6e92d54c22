"""How each part of a picture looks, in light and in dark."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.report.suggestions.shapes import Role

__all__ = ["BOLD", "DARK", "LIGHT", "PAGE_DARK", "PAGE_LIGHT", "SIZES", "WORDS", "Paint"]


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours as #rrggbb, empty for none; width and dashes in pixels."""

    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    opacity: float = 1.0  # of the fill
    dash: tuple[float, float] | None = None


PAGE_LIGHT, PAGE_DARK = "#ffffff", "#0d1117"

LIGHT: dict[Role, Paint] = {
    "searched": Paint("#eef2f6"),
    "edge": Paint(stroke="#6e7781", dash=(5, 4)),
    "reach": Paint(stroke="#cf5a5f", width=2.0),
    "source": Paint("#fbe0e0"),
    "dot": Paint("#b62324"),
    "science": Paint("#0969da", "#0969da", 1.5, 0.16),
    "cross": Paint(stroke="#0969da", width=2.0),
    "present": Paint("#8250df", "#8250df", 1.5, 0.1, (4, 3)),
    "swept": Paint("#8250df", "#8250df", 1.5, 0.1, (4, 3)),
    "other": Paint("#57606a", "#57606a", 1.0, 0.15),
    "ok": Paint("#1a7f37", "#1a7f37", 2.0, 0.3),
    "crowded": Paint("#9a6700", "#9a6700", 2.0, 0.3),
    "not-checked": Paint("", "#57606a", 2.0, 1.0, (4, 3)),
    "margin": Paint(stroke="#1a7f37", width=1.0),
    "axis": Paint(stroke="#1f2328", width=1.5),
    "title": Paint("#1f2328"),
    "quiet": Paint("#57606a"),
    "number": Paint("#1f2328"),
    "label": Paint("#1f2328"),
}
DARK: dict[Role, Paint] = {
    "searched": Paint("#171d26"),
    "edge": Paint(stroke="#9198a1", dash=(5, 4)),
    "reach": Paint(stroke="#d65a57", width=2.0),
    "source": Paint("#3d1a1e"),
    "dot": Paint("#ff8f88"),
    "science": Paint("#58a6ff", "#58a6ff", 1.5, 0.2),
    "cross": Paint(stroke="#58a6ff", width=2.0),
    "present": Paint("#bc8cff", "#bc8cff", 1.5, 0.15, (4, 3)),
    "swept": Paint("#bc8cff", "#bc8cff", 1.5, 0.15, (4, 3)),
    "other": Paint("#9198a1", "#9198a1", 1.0, 0.2),
    "ok": Paint("#3fb950", "#3fb950", 2.0, 0.3),
    "crowded": Paint("#d29922", "#d29922", 2.0, 0.3),
    "not-checked": Paint("", "#9198a1", 2.0, 1.0, (4, 3)),
    "margin": Paint(stroke="#3fb950", width=1.0),
    "axis": Paint(stroke="#f0f6fc", width=1.5),
    "title": Paint("#f0f6fc"),
    "quiet": Paint("#9198a1"),
    "number": Paint("#f0f6fc"),
    "label": Paint("#f0f6fc"),
}
#: The parts that are words, and their sizes in pixels.
SIZES: dict[Role, float] = {"title": 15, "quiet": 12, "number": 14, "label": 12}
BOLD: frozenset[Role] = frozenset({"title", "number"})
WORDS = frozenset(SIZES)
