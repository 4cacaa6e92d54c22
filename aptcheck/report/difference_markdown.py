"""How two versions of a proposal differ, in GitHub's Markdown: for a comment or a summary.

A comment holds 65,536 characters (the limit GitHub's API names when it refuses a longer body);
what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from aptcheck.difference import Change, Compared, Difference
from aptcheck.report import Look
from aptcheck.report.clipped import clipped
from aptcheck.report.difference_words import SIGNS, about, closing
from aptcheck.report.markdown_text import cell, plain
from aptcheck.wording import count

__all__ = ["render"]

_LINE = 400
_NAME = 200
#: Bytes of each part and of the table of changes, together below the limit of a comment.
_NEW, _FIXED, _NOT_CHECKED, _CHANGES = 30_000, 10_000, 8_000, 10_000


def render(difference: Difference, *, look: Look) -> str:  # noqa: ARG001
    """Return what is new and what is fixed as lists, and the changes as a folded table."""
    old, new = plain(difference.old.path, _NAME), plain(difference.new.path, _NAME)
    return "".join(
        (
            f"## {old} to {new}\n",
            f"\n**{plain(clipped(closing(difference), _LINE), _LINE)}**\n",
            *_list("New findings", difference.appeared, _NEW, fix=True),
            *_list("Fixed", difference.fixed, _FIXED),
            *_list("No longer checked", difference.not_checked, _NOT_CHECKED),
            *_changes(difference),
        )
    )


def _list(title: str, found: Sequence[Compared], room: int, *, fix: bool = False) -> Iterator[str]:
    if found:
        yield f"\n#### {title} ({len(found)})\n\n"
    ordered = sorted(found, key=lambda compared: -compared.finding.severity.rank)
    shown = _fitting((f"- {_finding(compared, fix=fix)}\n" for compared in ordered), room)
    yield from shown
    if left := len(found) - len(shown):
        yield f"- and {left} more, which `--format json` lists\n"


def _fitting(lines: Iterable[str], room: int) -> list[str]:
    """Return the first lines, as many as there is room for."""
    every = list(lines)
    ends = accumulate(len(line.encode()) for line in every)
    return [line for line, end in zip(every, ends, strict=True) if end <= room]


def _finding(compared: Compared, *, fix: bool) -> str:
    finding = compared.finding
    head = f"**{finding.severity.value}** {plain(f'{finding.code} {finding.name}', _NAME)}"
    where = f" {plain(about(compared), _NAME)}" if about(compared) else ""
    line = f"{head}{where}: {_whole(finding.message)}"
    after = [
        f"**Fix:** {_whole(finding.fix)}" if fix and finding.fix else "",
        _whole(compared.note) if compared.note else "",
    ]
    return "<br>".join((line, " ".join(filter(None, after)))) if any(after) else line


def _whole(text: str) -> str:
    return plain(clipped(text, _LINE), _LINE)


def _changes(difference: Difference) -> Iterator[str]:
    if difference.uncompared is not None:
        yield f"\n{_whole(difference.uncompared)}\n"
        return
    if not difference.changes:
        yield "\nThe proposal has no change that aptcheck reads.\n"
        return
    changes = count(difference.changes, "change")
    yield f"\n<details><summary>{changes} to the proposal</summary>\n"
    yield "\n| | | old | new |\n|---|---|---|---|\n"
    shown = _fitting(map(_row, difference.changes), _CHANGES)
    yield from shown
    if left := len(difference.changes) - len(shown):
        yield f"\nand {count(left, 'more change')}, which `--format json` lists\n"
    yield "\n</details>\n"


def _row(change: Change) -> str:
    note = f" ({change.note})" if change.note else ""
    cells = (
        f"`{SIGNS[change.kind]}` {plain(change.subject, _NAME)}",
        plain(change.field or "", _NAME),
        cell(change.old or "", _NAME),
        cell(change.new or "", _NAME) + (f" {plain(note, _NAME)}" if note else ""),
    )
    return f"| {' | '.join(cells)} |\n"
