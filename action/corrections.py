"""Corrected copies of proposals, by ``aptcheck fix``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from action.commands import finished
from action.runner import annotate, append, lines, log, read

__all__ = ["CORRECTED", "PATIENCE", "corrected", "given"]

#: Inputs that a correction takes too.
OF_FIX = ("profile", "select", "ignore", "config")
#: Values of ``corrected``, and the option of ``aptcheck fix`` that each takes.
CORRECTED = {"safe": None, "unsafe": "--unsafe-fixes"}
#: Seconds that one proposal may take.
PATIENCE = 300.0


def given(names: Iterable[str]) -> Iterator[str]:
    """Yield the options for inputs with one value."""
    for name in names:
        value = read(name)
        if value:
            yield f"--{name}={value}"


def corrected(report: dict[str, Any], wanted: str) -> dict[str, str]:
    """Write a corrected copy of each proposal with something to fix, and return their folder.

    It is in the runner's temporary folder, never in the checkout. A copy that cannot be written is
    a warning: the verdict of the check does not need it.
    """
    folder = fresh_folder(Path(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir()))
    number = 0
    for proposal in report["proposals"]:
        if not any(is_fixed(finding, wanted) for finding in proposal["findings"]):
            continue
        copy = folder / below(proposal["path"])
        copy.parent.mkdir(parents=True, exist_ok=True)
        failure = correct(proposal["path"], copy, wanted)
        number += copy.exists()
        if failure:
            annotate(f"No corrected copy of {proposal['path']}: {failure}", "warning")
    if not number:
        return {}
    copies = "copy was" if number == 1 else "copies were"
    append("GITHUB_STEP_SUMMARY", f"\n{number} corrected {copies} written by `aptcheck fix`.\n")
    return {"corrected-folder": str(folder)}


def correct(path: str, copy: Path, wanted: str) -> str:
    """Run ``aptcheck fix`` on one proposal, and return why it could not be corrected."""
    options = [f"--output={copy}", *given(OF_FIX)]
    options += [f"--catalog={value}" for value in lines("catalog")]
    if option := CORRECTED[wanted]:
        options.append(option)
    # 0 is no limit, as for the check
    limit = float(read("timeout-per-file") or PATIENCE) or None
    done = finished("fix", *options, "--", path, limit_s=limit)
    if done is None:
        return "it took too long."
    log(f"{path}\n{done.stdout.decode('utf-8', 'replace')}")
    said = done.stderr.decode("utf-8", "replace").strip()
    return said or "aptcheck fix failed." if done.returncode else ""


def is_fixed(finding: dict[str, Any], wanted: str) -> bool:
    """Return whether a finding counts and would be fixed, always or with the option."""
    counts = finding["suppressed"] is None and not finding["baselined"]
    fixed = finding["fixable"] == "safe" or CORRECTED[wanted] in finding["fix_options"]
    return bool(counts and fixed)


def fresh_folder(parent: Path) -> Path:
    """Return aptcheck-corrected, with a number if an earlier step has written copies."""
    names = (f"aptcheck-corrected{f'-{at}' if at > 1 else ''}" for at in count(1))
    return next(parent / name for name in names if not os.path.lexists(parent / name))


def below(path: str) -> Path:
    """Return the relative path of a copy: the path of the proposal in the checkout.

    For a proposal elsewhere, its whole path without the root.
    """
    whole = Path(os.path.abspath(path))
    here = Path(os.path.abspath("."))
    return whole.relative_to(here if whole.is_relative_to(here) else whole.anchor)
