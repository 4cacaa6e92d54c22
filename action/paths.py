"""Which proposals the input ``paths`` names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePath

__all__ = ["proposals"]

_WILD = frozenset("*?[")


def proposals(patterns: list[str]) -> tuple[list[str], list[str]]:
    """Return the matching paths, each once, and the patterns that match nothing.

    A path that exists is used as it is, whatever characters its name has; aptcheck itself searches
    a folder.
    """
    found: dict[str, None] = {}
    missing = []
    for pattern in patterns:
        exists = os.path.lexists(pattern)
        matches = [pattern] if exists else sorted(set(_globbed(pattern)))
        if not matches:
            missing.append(pattern)
        # A lone dash would mean standard input.
        found.update(dict.fromkeys("./-" if match == "-" else match for match in matches))
    if not patterns:
        missing.append("an empty list")
    return list(found), missing


def _globbed(pattern: str) -> Iterator[str]:
    """Yield what a glob matches, but not through links to folders.

    A link may form a loop, or lead out of the checkout to the whole machine. Hidden files match
    only if a part of the pattern begins with a dot.
    """
    parts = PurePath(pattern).parts
    plain = next((at for at, part in enumerate(parts) if _WILD & set(part)), len(parts))
    wild = parts[plain:]
    hidden = any(part.startswith(".") for part in wild)
    # What pathlib refuses, such as `a**b`, matches nothing.
    if wild and not any("**" in part and part != "**" for part in wild):
        yield from _below(os.path.join("", *parts[:plain]), wild, hidden=hidden)


def _below(folder: str, parts: tuple[str, ...], *, hidden: bool) -> Iterator[str]:
    head, rest = parts[0], parts[1:]
    try:
        with os.scandir(folder or ".") as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return
    if head == "**" and rest:
        yield from _below(folder, rest, hidden=hidden)
    for entry in entries:
        if entry.name.startswith(".") and not hidden:
            continue
        path, within = os.path.join(folder, entry.name), entry.is_dir(follow_symlinks=False)
        if head == "**":
            if within:
                yield from _below(path, parts, hidden=hidden)
            if not rest and (within or not entry.is_dir()):
                yield path
        elif fnmatchcase(entry.name, head):
            if rest and within:
                yield from _below(path, rest, hidden=hidden)
            elif not rest and (within or not entry.is_dir()):
                yield path
