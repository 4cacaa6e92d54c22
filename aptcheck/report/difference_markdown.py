"""How two versions of a proposal differ, in GitHub's Markdown: for a comment or a summary.

A comment holds 65,536 characters (the limit GitHub's API names when it refuses a longer body);
what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aptcheck.difference import Change, Compared, Difference
from aptcheck.report import Look
from aptcheck.report.difference_words import SIGNS, about, closing
from aptcheck.report.markdown_text import cell, plain
from aptcheck.wording import agree

__all__ = ["render"]

_MOST = 60_000
_CHANGES = 200
_LINE = 600
_NAME = 200


def render(difference: Difference, *, look: Look) -> str:  # noqa: ARG001
    """Return the changes as a table and the findings as lists, within a comment's size."""
    old, new = plain(difference.old.path, _NAME), plain(difference.new.path, _NAME)
    shown = [f"## {old} to {new}\n", f"\n**{plain(closing(difference), _NAME)}**\n"]
    size, left_out = 0, 0
    for line in (*_changes(difference), *_findings(difference)):
        size += len(line.encode())
        if size > _MOST:
            left_out += not line.startswith("\n")
        else:
            shown.append(line)
    if left_out:
        shown.append(
            f"\n**Cut short: {left_out} changes and findings are not shown.** `--format json` "
            "lists all of them.\n"
        )
    return "".join(shown)


def _changes(difference: Difference) -> Iterator[str]:
    if difference.uncompared is not None:
        yield f"\n{plain(difference.uncompared, _LINE)}\n"
        return
    if not difference.changes:
        yield "\nThe proposal has no change that aptcheck reads.\n"
        return
    count = len(difference.changes)
    yield f"\n### Changes to the proposal ({count})\n\n| | | old | new |\n|---|---|---|---|\n"
    for change in difference.changes[:_CHANGES]:
        yield _row(change)
    if count > _CHANGES:
        yield f"\nand {count - _CHANGES} more {agree(count - _CHANGES, 'change', 'changes')}\n"


def _row(change: Change) -> str:
    note = f" ({change.note})" if change.note else ""
    cells = (
        f"`{SIGNS[change.kind]}` {plain(change.subject, _NAME)}",
        plain(change.field or "", _NAME),
        cell(change.old or "", _NAME),
        cell(change.new or "", _NAME) + (f" {plain(note, _NAME)}" if note else ""),
    )
    return f"| {' | '.join(cells)} |\n"


def _findings(difference: Difference) -> Iterator[str]:
    yield from _list("New findings", difference.appeared, fix=True)
    yield from _list("Fixed", difference.fixed)
    yield from _list("No longer checked", difference.not_checked)


def _list(title: str, found: Iterable[Compared], *, fix: bool = False) -> Iterator[str]:
    found = list(found)
    if found:
        yield f"\n### {title} ({len(found)})\n\n"
    for compared in found:
        finding = compared.finding
        line = f"- **{finding.severity.value} {finding.code}**{plain(about(compared), _NAME)}: "
        line += plain(finding.message, _LINE)
        if fix and finding.fix:
            line += f" Fix: {plain(finding.fix, _LINE)}"
        if compared.note:
            line += f" {plain(compared.note, _LINE)}"
        yield f"{line}\n"
