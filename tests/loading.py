"""Which modules a piece of code loads."""

from __future__ import annotations

import subprocess
import sys

from tests.shared import ROOT


def loaded(code: str, among: set[str]) -> set[str]:
    """Run code in a fresh interpreter and return which of some modules were loaded."""
    ending = f"\nimport sys; print(*{among} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, check=False, cwd=ROOT, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())
