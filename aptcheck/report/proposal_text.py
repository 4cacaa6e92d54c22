"""A proposal as stable plain text, one fact per line, for `git diff` to compare."""

from __future__ import annotations

from collections.abc import Iterable

from aptcheck.report.outline import Section
from aptcheck.report.visible import one_line, unobeyed

__all__ = ["render"]


def render(sections: Iterable[Section]) -> str:
    """Return a heading for each section and its facts below, with every character visible."""
    return unobeyed("\n".join(_section(section) for section in sections if section.facts))


def _section(section: Section) -> str:
    # A diff shows the heading above a change only when it is flush left. It has the number and
    # not the name, which may change.
    number = "" if section.number is None else f" {section.number}"
    lines = [f"{section.kind.capitalize()}{number}"]
    lines += [f"  {one_line(fact.name)}: {one_line(fact.value)}" for fact in section.facts]
    return "".join(f"{line}\n" for line in lines)
