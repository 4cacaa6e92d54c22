"""A second process that checks the same files, with different set and hash order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["Twin"]

ROOT = Path(__file__).resolve().parents[2]


class Twin:
    """The process; it starts with the first request.

    Parameters
    ----------
    hash_seed : int
        Its PYTHONHASHSEED.
    """

    def __init__(self, hash_seed: int) -> None:
        self._hash_seed = hash_seed
        self._process: subprocess.Popen[str] | None = None

    def says(self, path: Path, arguments: Sequence[str]) -> str:
        """Return the JSON, or the sentence of refusal, from a check there."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.twin"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": str(self._hash_seed), "PYTHONPATH": str(ROOT)},
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(path), *arguments]) + "\n")
        self._process.stdin.flush()
        said: Any = json.loads(self._process.stdout.readline() or '"the twin has died"')
        return str(said)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None
