"""Packages of npm that tests use where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

__all__ = ["node_modules"]


def node_modules(package: str) -> Path:
    """Return the folder of installed packages, or skip and say which package is needed."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip(f"node and npm are not installed, which {package} needs")
    root = os.environ.get("APTCHECK_NODE_MODULES")
    if root is None:
        asked = subprocess.run(
            ["npm", "root", "--global"], capture_output=True, text=True, check=False
        )
        root = asked.stdout.strip()
    return Path(root)
