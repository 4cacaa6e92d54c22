"""What would be published: the wheel and the source distribution, built without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def built(target: str, folder: Path, *, project: Path = ROOT) -> Path:
    """Build "wheel" or "sdist" of a project into a folder and return the file, or skip."""
    pytest.importorskip("hatchling", reason="hatchling is not installed (it is in the extra dev)")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (file,) = (*folder.glob("*.whl"), *folder.glob("*.tar.gz"))
    return file
