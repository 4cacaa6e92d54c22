"""Say whether a tag may become a release: ``python scripts/release.py v0.1.0``.

The version of the package, the newest heading of CHANGELOG.md, CITATION.cff and README.md must name
it, with one date. ``--notes`` prints what CHANGELOG.md says of it. It needs the standard library
alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import date
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
    headings = re.findall(r"^## .*$", _text(root / "CHANGELOG.md"), re.MULTILINE)
    first = headings[0] if headings else "nothing"
    found = _HEADING.fullmatch(first)
    newest, released = (found[1], found[2]) if found else (None, None)
    if newest != version:
        yield f"CHANGELOG.md begins with {first!r}, not with '## [{version}] - <date>'."
    elif not _is_date(released):
        yield f"CHANGELOG.md gives no date for {version}."
    elif not notes(root, tag).strip():
        yield f"CHANGELOG.md says nothing of {version}."
    if f"Version {version}" not in _text(root / "README.md"):
        yield f"README.md does not say 'Version {version}'."
    citation = root / "CITATION.cff"
    if (cited := _value(citation, r"version: (\S+)")) != version:
        yield f"CITATION.cff has version {cited}, not {version}."
    if (cited := _value(citation, r'date-released: "([\d-]+)"')) != released:
        yield f"CITATION.cff has date-released {cited}, CHANGELOG.md {released}."


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


def _is_date(text: str | None) -> bool:
    try:
        return text is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _value(path: Path, pattern: str) -> str | None:
    found = re.search(rf"^{pattern}$", _text(path), re.MULTILINE)
    return found[1] if found else None


def main() -> int:
    """Judge or print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag")
    parser.add_argument("--notes", action="store_true", help="print what CHANGELOG.md says of it")
    given = parser.parse_args()
    if given.notes:
        try:
            print(notes(ROOT, given.tag), end="")
        except LookupError as fault:
            parser.error(str(fault))
        return 0
    found = list(disagreements(ROOT, given.tag))
    print("\n".join(found) or f"All agree on {given.tag}.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
