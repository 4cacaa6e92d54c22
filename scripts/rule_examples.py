"""The examples of the rules: for each the smallest part of a proposal that trips it.

They are in tests/rules/examples: ``CODE.xml``, with ``CODE.toml`` (its configuration) and
``CODE.csv`` (its catalogue) where the rule needs them. scripts/find_examples.py writes them, the
pages of the rules show them, tests/rules/test_examples.py checks that each still trips its rule.
"""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aptcheck.finding import Finding
from aptcheck.testing import check

__all__ = ["FOLDER", "NO_FILE", "Example", "finding_of", "findings_on", "stored"]

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "rules" / "examples"
#: Rules that no proposal file trips by itself, and what does.
NO_FILE = {
    "APT001": "a file that cannot be read",
    "APT007": "an archive and its export, which hold different plans",
    "APT900": "a fault of aptcheck itself",
    "APT901": "a run that is interrupted",
    "BKG113": "a target group, and no public file shows how APT writes one",
    "CFG004": "a file beside it whose name is almost that of a configuration",
    "SKY106": "the option `--fields all`",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A proposal, the configuration beside it, and the rows of a catalogue file."""

    xml: bytes
    settings: dict[str, Any]
    catalogue: str = ""


def stored(code: str) -> Example | None:
    """Return the example of a rule, None where it has none."""
    proposal, settings, catalogue = (FOLDER / f"{code}.{end}" for end in ("xml", "toml", "csv"))
    if not proposal.exists():
        return None
    return Example(
        xml=proposal.read_bytes(),
        settings=tomllib.loads(settings.read_text("utf-8")) if settings.exists() else {},
        catalogue=catalogue.read_text("utf-8") if catalogue.exists() else "",
    )


def findings_on(example: Example, code: str) -> tuple[Finding, ...]:
    """Return the findings of a rule on an example, and those on the file itself."""
    # What a configuration leaves unused is known only once all rules have run.
    select = () if code.startswith("CFG") else (code, "APT")
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder, "example.csv")
        sources.write_text(example.catalogue, encoding="utf-8")
        catalog = [sources] if example.catalogue else []
        report = check(example.xml, catalog=catalog, select=select, **example.settings)
    return tuple(
        finding
        for finding in report.findings
        if finding.counts and (finding.code == code or finding.code.startswith("APT"))
    )


def finding_of(example: Example, code: str) -> Finding | None:
    """Return the first finding of a rule on an example, None where it has none."""
    return next((one for one in findings_on(example, code) if one.code == code), None)
