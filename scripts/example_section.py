"""The section "Example" of a rule's page: part of a proposal, and what aptcheck says of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from aptcheck.apt import read_bytes
from aptcheck.model import Proposal
from aptcheck.report.outline import Section, outline
from aptcheck.report.proposal_text import render
from aptcheck.testing.toml import toml
from scripts.rule_examples import NO_FILE, Example, finding_of, stored

__all__ = ["example_section"]

_OPENING = "The smallest part of a proposal that trips it, as `aptcheck textconv` spells it:"


def example_section(code: str) -> str:
    """Return the section, with the reason where a rule can have no example.

    Raises
    ------
    LookupError
        There is no example, or it does not trip the rule.
    """
    if code in NO_FILE:
        return f"\n## Example\nNo proposal file trips it by itself: it takes {NO_FILE[code]}.\n"
    example = stored(code)
    if example is None:
        raise LookupError(f"{code} has no example: run python -m scripts.find_examples {code}")
    finding = finding_of(example, code)
    if finding is None:
        raise LookupError(f"the example of {code} no longer trips it")
    proposal = read_bytes(example.xml, "example.xml").proposal
    shown = f"```text\n{render(_telling(proposal))}```\n"
    parts = [f"\n## Example\n{_OPENING}\n\n{shown}"]
    if example.settings:
        parts.append(f"\nwith this configuration:\n\n```toml\n{toml(example.settings)}```\n")
    if example.catalogue:
        parts.append(f"\nwith these sources in the catalogue:\n\n```text\n{_sources(example)}```\n")
    parts.append(
        f"\naptcheck says:\n\n> {finding.severity.value}: {_quoted(finding.message)}\n>\n"
        f"> Fix: {_quoted(finding.fix)}\n"
    )
    return "".join(parts)


def _telling(proposal: Proposal) -> Iterator[Section]:
    """Yield what a proposal says, without what is not in the example."""
    for section in outline(proposal):
        if section.kind != "proposal" or len(section.facts) < 4:
            yield section._replace(facts=tuple(f for f in section.facts if f.value != "unknown"))


def _sources(example: Example) -> str:
    """Return the rows of the catalogue: designation, place and magnitudes alone."""
    rows = list(csv.DictReader(io.StringIO(example.catalogue)))
    shown = [name for name in rows[0] if re.fullmatch(r"designation|ra|dec|[jhk]_m|w\dmpro", name)]
    lines = [shown, *([row[name] for name in shown] for row in rows)]
    return "".join(f"{','.join(line)}\n" for line in lines)


def _quoted(text: str) -> str:
    """Return a text in which Markdown sees nothing of its own."""
    return re.sub(r"([\\*_<>\[\]|])", r"\\\1", text)
