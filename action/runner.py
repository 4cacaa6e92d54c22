"""The runner of GitHub Actions: inputs, workflow commands, outputs, the job summary.

Every input comes through the environment. What may hold text of a proposal is printed where the
runner obeys no commands.
"""

from __future__ import annotations

import os
import secrets

__all__ = ["annotate", "append", "is_on", "lines", "log", "output", "read"]


def read(name: str) -> str:
    """Return one input."""
    return os.environ.get(f"APTCHECK_{name.upper().replace('-', '_')}", "").strip()


def is_on(name: str) -> bool | None:
    """Return an input that is true or false; None if it is neither."""
    return {"true": True, "false": False, "": False}.get(read(name).lower())


def lines(name: str) -> list[str]:
    """Return an input with one value per line."""
    return [line.strip() for line in read(name).splitlines() if line.strip()]


def annotate(text: str, level: str = "error") -> None:
    """Show an error, or a message of a milder level, on the workflow run."""
    data = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=aptcheck::{data}", flush=True)


def log(text: str) -> None:
    """Print text while the runner obeys no commands."""
    if text.strip():
        token = secrets.token_hex(16)
        print(f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::", flush=True)


def output(values: dict[str, str]) -> None:
    """Set outputs of the step; none of the values has a line break."""
    append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in values.items()))


def append(variable: str, text: str) -> None:
    """Add to a file that the runner reads."""
    with open(os.environ[variable], "a", encoding="utf-8", newline="\n") as file:
        file.write(text)
