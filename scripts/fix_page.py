"""Write the output of `aptcheck fix` into docs/fix.md.

``python -m scripts.fix_page`` runs the commands in the ``console`` blocks of that page again, each
with its own copy of the samples; ``--check`` fails if a block is out of date. Standard error is
shown where a terminal shows it, after the changes.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from scripts.suggest_pictures import renewed

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "fix.md"


@cache
def said(arguments: str) -> str:
    """Return what a command prints, standard error included."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "sample_proposals", Path(folder) / "sample_proposals")
        done = subprocess.run(
            [sys.executable, "-m", "aptcheck", *shlex.split(arguments)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
    if done.returncode:
        raise RuntimeError(f"aptcheck {arguments}: {done.stdout}")
    return done.stdout


def main() -> int:
    """Write or check."""
    page = PAGE.read_text("utf-8")
    now = renewed(page, said)
    if "--check" not in sys.argv:
        PAGE.write_text(now, encoding="utf-8")
        return 0
    if now == page:
        return 0
    print("docs/fix.md is out of date with aptcheck fix: run python -m scripts.fix_page")
    return 1


if __name__ == "__main__":
    sys.exit(main())
