"""Write action/requirements.txt: what the action installs, each package with its hashes.

``python -m scripts.action_requirements`` asks the package index, by way of uv, for the newest
versions that pyproject.toml allows, for every Python and system at once. The tool that builds
aptcheck is among them, so that a run builds offline.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "action" / "requirements.txt"
HEAD = "# Written by python -m scripts.action_requirements; not edited by hand.\n"


def main() -> None:
    """Resolve, and write the file."""
    text = compiled(wanted())
    FILE.write_text(HEAD + text, encoding="utf-8", newline="\n")


def wanted() -> list[str]:
    """Return what pyproject.toml asks for, to run and to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["build-system"]["requires"]]


def compiled(requirements: list[str]) -> str:
    """Return them and what they need, locked, without the address of an index."""
    options = (
        *("--universal", "--generate-hashes", "--python-version=3.11", "--only-binary=:all:"),
        *("--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"),
    )
    done = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", *options, "-"],
        input="\n".join(requirements),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout


if __name__ == "__main__":
    main()
