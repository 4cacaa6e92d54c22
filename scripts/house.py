"""Draw docs/images/house.svg: the packages as import-linter orders them, and a proposal's path.

``python -m scripts.house`` draws it, ``--check`` fails if it is out of date with the contracts in
pyproject.toml.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "house.svg"

#: What each package is for, in as many words as fit.
WORDS = {
    "cli": "parses and shows",
    "testing": "for authors of rules",
    "library": "results that show themselves in a notebook",
    "tasks": "one use case per file: check, suggest, fix, lock, visibility, send",
    "engine": "opens, runs the rules, keeps the ledger",
    "report": "one format per file",
    "rules": "one rule, one file",
    "remedies": "what fixes a fault, as edits",
    "contamination": "sources in swept fields",
    "background": "who uses which sky",
    "schedule": "angles and dates",
    "catalog": "sources; the network",
    "modes": "what differs from mode to mode",
    "geometry": "angles, footprints, sweep, overlap",
    "model": "what a proposal says",
    "observatory": "facts with a source",
    "config": "what a team sets",
    "shelf": "what waits on a disk",
    "results": "a report",
    "difference": "two versions",
    "suggestions": "empty sky",
    "parcel": "for Aladin, DS9",
    "correction": "a corrected copy",
    "finding": "a finding",
    "errors": "what can go wrong",
    "mode_names": "as reports name the modes",
    "edit": "what to change in a file",
    "wording": "numbers, plurals, angles and forms as words",
    "intake": "bounded files beside proposals",
    "apt": "bytes to model",
}

#: The path of one proposal: the packages it reaches, in order, and what happens there.
WAY = (
    ("cli", "the command and its options"),
    ("tasks", "which files, whose configuration"),
    ("engine", "opens the file, once"),
    ("apt", "bytes to a safe tree"),
    ("model", "what the proposal says"),
    ("background", "pairs of science and sky, mode by mode"),
    ("schedule", "dates and angles of each"),
    ("catalog", "sources around the fields"),
    ("contamination", "clean, contaminated, not checked"),
    ("rules", "faults, or why there are none"),
    ("engine", "findings, severities, ledger"),
    ("report", "text, page, JSON, SARIF"),
    ("cli", "shown; the exit status"),
)

#: To the left of the floors is apt, to the right the path in words.
WIDTH, LEFT, RIGHT, TOP, FLOOR, GAP = 1080, 150, 790, 16, 58, 10
STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.page{fill:#fff}.floor{fill:#f6f8fa}.room{fill:#fff;stroke:#afb8c1}
.name{font-size:15px;font-weight:600}.what{font-size:12px;fill:#57606a}
.stop{fill:#0969da}.number{font-size:11px;font-weight:600;fill:#fff;text-anchor:middle}
@media (prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117}.floor{fill:#161b22}
.room{fill:#0d1117;stroke:#484f58}.what{fill:#9198a1}.stop{fill:#1f6feb}}
"""

Box = tuple[float, float, float, float]


def floors() -> list[list[str]]:
    """Return the packages of each floor, the top one first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = contracts["tool"]["importlinter"]["contracts"][0]["layers"]
    return [[room.strip().removeprefix("aptcheck.") for room in f.split("|")] for f in layers]


def boxes() -> dict[str, Box]:
    """Return the place of each package: x, y, width, height."""
    found: dict[str, Box] = {}
    every = floors()
    for level, rooms in enumerate(every):
        width = (RIGHT - LEFT - GAP * (len(rooms) + 1)) / len(rooms)
        for at, room in enumerate(rooms):
            x, y = LEFT + GAP + at * (width + GAP), TOP + level * (FLOOR + GAP) + 5
            found[room] = (x, y, width, FLOOR - 10)
    _, top, _, height = found["model"]
    found["apt"] = (8.0, top, LEFT - 22.0, height)  # beside the model, which it fills
    return found


def drawn() -> str:
    """Return the picture."""
    places = boxes()
    height = TOP * 2 + len(floors()) * (FLOOR + GAP)
    title = "The packages of aptcheck, each above those it uses, and the path of one proposal."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{title}</title><style>{STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{height}" rx="8"/>',
        *_floors(),
        *(_room(name, box) for name, box in places.items()),
        *(_stop(number, *at) for number, at in enumerate(_stops(places), start=1)),
        *_legend(),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _floors() -> Iterator[str]:
    for level, _ in enumerate(floors()):
        y = TOP + level * (FLOOR + GAP)
        width = RIGHT - LEFT
        yield f'<rect class="floor" x="{LEFT}" y="{y}" width="{width}" height="{FLOOR}" rx="6"/>'


def _room(name: str, box: Box) -> str:
    x, y, width, height = box
    middle = y + height / 2
    return (
        f'<rect class="room" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5"/>'
        f'<text class="name" x="{x + 12:g}" y="{middle - 3:g}">{name}</text>'
        f'<text class="what" x="{x + 12:g}" y="{middle + 14:g}">{WORDS[name]}</text>'
    )


def _stops(places: dict[str, Box]) -> Iterator[tuple[float, float]]:
    """Yield where the proposal stops in each package, a second time beside the first."""
    rooms = [room for room, _ in WAY]
    for number, room in enumerate(rooms):
        x, y, width, _ = places[room]
        after = rooms[number + 1 :].count(room)
        yield round(x + width - 18.0 - 26.0 * after, 1), y + 15.0


def _legend() -> Iterator[str]:
    x = RIGHT + 34
    yield f'<text class="name" x="{RIGHT + 20}" y="{TOP + 22}">The path of one proposal</text>'
    for number, (room, words) in enumerate(WAY, start=1):
        y = TOP + 18 + number * 40
        yield _stop(number, x - 4, y)
        yield f'<text class="name" x="{x + 16}" y="{y + 1}">{room}</text>'
        yield f'<text class="what" x="{x + 16}" y="{y + 17}">{words}</text>'


def _stop(number: int, x: float, y: float) -> str:
    return (
        f'<circle class="stop" cx="{x:g}" cy="{y:g}" r="9"/>'
        f'<text class="number" x="{x:g}" y="{y + 4:g}">{number}</text>'
    )


def main() -> int:
    """Draw or check."""
    picture = drawn()
    if "--check" not in sys.argv:
        PICTURE.write_text(picture, encoding="utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == picture:
        return 0
    print("docs/images/house.svg is out of date with pyproject.toml: run python -m scripts.house")
    return 1


if __name__ == "__main__":
    sys.exit(main())
