"""What a report in a file looks like, and the folders that its paths are relative to."""

from __future__ import annotations

import os
from pathlib import Path

from aptcheck.report import Look

__all__ = ["look_of_file"]


def look_of_file() -> Look:
    """Return the look for a file: plain, with paths relative to the repository."""
    here = _here()
    return Look(here=here, root=_root(here))


def _root(here: str) -> str:
    """Return the checkout folder if a GitHub workflow runs inside it, else the working folder."""
    folder = os.environ.get("GITHUB_WORKSPACE")
    return folder if folder and Path(here).is_relative_to(folder) else here


def _here() -> str:
    """Return the working folder; if it was deleted, no path is shown relative to it."""
    try:
        return str(Path.cwd())
    except FileNotFoundError:
        return os.sep
