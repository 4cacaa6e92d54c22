"""Say whether a tag may become a release: ``python scripts/release.py v0.1.0``.

The version of the package, the newest heading of CHANGELOG.md and CITATION.cff must name it, with
one date. ``--notes`` prints what CHANGELOG.md says of it. It needs the standard library alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["disagreements", "notes"]

ROOT = Path(__file__).resolve().parent.parent
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def disagreements(root: Path, tag: str) -> Iterator[str]:
    """Yield a sentence for each file that does not name the version of a tag."""
    version = tag.removeprefix("v")
    if tag == version:
        yield f"The tag {tag} does not begin with v."
    written = _value(root / "aptcheck" / "version.py", r'__version__ = "([^"]+)"')
    if written != version:
        yield f"aptcheck/version.py has {written}, not {version}."
    newest, date = next(iter(_HEADING.findall(_text(root / "CHANGELOG.md"))), ("nothing", ""))
    if newest != version:
        yield f"CHANGELOG.md begins with {newest}, not {version}."
    elif not date:
        yield f"CHANGELOG.md gives no date for {version}."
    citation = root / "CITATION.cff"
    if (cited := _value(citation, r"version: (\S+)")) != version:
        yield f"CITATION.cff has version {cited}, not {version}."
    if (released := _value(citation, r'date-released: "([\d-]+)"')) != (date or None):
        yield f"CITATION.cff has date-released {released}, CHANGELOG.md {date or 'none'}."


def notes(root: Path, tag: str) -> str:
    """Return what CHANGELOG.md says of the version of a tag, without its heading.

    Raises
    ------
    LookupError
        It says nothing of it.
    """
    text = _text(root / "CHANGELOG.md")
    headings = list(_HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading[1] == tag.removeprefix("v"):
            return text[heading.end() : following.start() if following else None].strip() + "\n"
    raise LookupError(f"CHANGELOG.md says nothing of {tag}")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _value(path: Path, pattern: str) -> str | None:
    found = re.search(rf"^{pattern}$", _text(path), re.MULTILINE)
    return found[1] if found else None


def main() -> int:
    """Judge or print."""
    tag, *options = sys.argv[1:]
    if options == ["--notes"]:
        print(notes(ROOT, tag), end="")
        return 0
    found = list(disagreements(ROOT, tag))
    print("\n".join(found) or f"All agree on {tag}.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
