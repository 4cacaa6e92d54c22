"""The shared folder of reference data, which users do not have."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: The publishable part that the tests need most; scripts/reference_extracts.py writes it.
EXTRACTS = ROOT / "tests" / "data"


def shared_folder() -> Path:
    """Return where the shared folder would be, whether or not it exists."""
    return Path(os.environ.get("APTCHECK_SHARED", ROOT.parent / "shared"))


def shared(*parts: str) -> Path:
    """Return a path inside the shared folder, or skip the calling test and say why."""
    path = shared_folder().joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference data not at hand: {'/'.join(parts)} (a checkout has none of it)")
    return path
