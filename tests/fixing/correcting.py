"""Corrections of built proposals, with the reader and the engine of the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aptcheck import testing
from aptcheck.apt import read_bytes
from aptcheck.correction import Correction
from aptcheck.engine.arguments import options_of
from aptcheck.model import Proposal
from aptcheck.tasks.fix import corrected
from aptcheck.testing.judging import TODAY
from aptcheck.testing.toml import toml
from tests.judging import ADVICE, faults

__all__ = ["codes", "correction", "left", "model_after", "reasons", "remaining"]


def correction(
    document: testing.Document | bytes | str,
    *,
    unsafe: bool = True,
    suggest: bool = False,
    catalog: Iterable[str | Path] = (),
    **configuration: Any,
) -> Correction:
    """Return the correction of a proposal under a configuration."""
    content = document.xml if isinstance(document, testing.Document) else document
    if isinstance(content, str):
        content = content.encode()
    if "select" not in configuration:
        configuration["ignore"] = (*configuration.get("ignore", ()), *ADVICE)
    with TemporaryDirectory() as folder:
        path = Path(folder, "p.aptx" if content.startswith(b"PK") else "p.xml")
        settings = Path(folder, "aptcheck.toml")
        path.write_bytes(content)
        settings.write_text(toml(configuration), encoding="utf-8")
        asked = options_of(config=settings, catalog=[*catalog] or "none")
        return corrected(path, replace(asked, today=TODAY), unsafe=unsafe, suggest=suggest)


def codes(found: Correction) -> list[str]:
    """Return the codes of what was fixed, sorted."""
    return sorted(one.finding.code for one in found.fixed)


def left(found: Correction) -> list[str]:
    """Return the codes of what was left although it has a remedy, sorted."""
    return sorted(one.finding.code for one in found.left)


def reasons(found: Correction) -> str:
    """Return why."""
    return " ".join(one.reason for one in found.left)


def remaining(found: Correction, **configuration: Any) -> list[str]:
    """Return the findings of a check of the copy."""
    return faults(found.data, **configuration)


def model_after(found: Correction) -> Proposal:
    """Return the content of the copy."""
    return read_bytes(found.data, "p").proposal
