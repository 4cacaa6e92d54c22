"""Runs of the action on proposals in a workspace."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from tests.action.composite import Run, run_action

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_proposals"


def run(workspace: Path, event: dict[str, str] | None = None, /, **inputs: str) -> Run:
    """Run the action as this checkout has it; ``event`` are variables of the runner."""
    return run_action(
        ROOT,
        {name.replace("_", "-"): value for name, value in inputs.items()},
        workspace=workspace,
        temporary=workspace.parent / "runner temp",
        stand_ins={
            "python": {"python-path": sys.executable},
            "install": {"python": sys.executable},
        },
        environment=event or {"GITHUB_EVENT_NAME": "", "GITHUB_EVENT_PATH": ""},
    )


def sample(workspace: Path, name: str, to: str | None = None) -> None:
    """Copy a sample proposal into the workspace."""
    target = workspace / (to or name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SAMPLES / name, target)


def checked(done: Run) -> list[str]:
    """Return the paths of the proposals that were checked."""
    report = json.loads(Path(done.outputs["json-file"]).read_text())
    return sorted(proposal["path"].replace(os.sep, "/") for proposal in report["proposals"])
