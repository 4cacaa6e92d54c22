"""How two versions of a proposal differ, for a person at a terminal."""

from __future__ import annotations

import io
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aptcheck.difference import Change, Compared, Difference
from aptcheck.report import Look
from aptcheck.report.difference_words import SIGNS, about, closing, stated
from aptcheck.report.terminal import laid_out, plain_console
from aptcheck.report.visible import one_line, visible

__all__ = ["render"]

_STYLE = {"+": "green", "-": "red", "~": "yellow"}


def render(difference: Difference, *, look: Look) -> str:
    """Return the changes of the plan, then new, fixed and no longer checked findings."""
    out = io.StringIO()
    shown = plain_console(out, look)
    paths = (one_line(difference.old.path), one_line(difference.new.path))
    shown.print(Text(" to ".join(paths), "bold underline"))
    shown.print()
    _changes(shown, difference)
    _findings(shown, "New findings", "red", difference.appeared, full=True)
    _findings(shown, "Fixed", "green", difference.fixed)
    _findings(shown, "No longer checked", "yellow", difference.not_checked)
    shown.print(Text(closing(difference), "bold"))
    return laid_out(out)


def _changes(shown: Console, difference: Difference) -> None:
    shown.print(Text("Changes to the proposal", "bold"))
    if difference.uncompared is not None:
        shown.print(Padding(Text(one_line(difference.uncompared)), (0, 0, 0, 2)))
    elif not difference.changes:
        shown.print(Padding(Text("none that aptcheck reads"), (0, 0, 0, 2)))
    for subject, group in groupby(difference.changes, key=lambda change: change.subject):
        own = list(group)
        if own[0].field is not None:
            shown.print(Padding(Text(one_line(subject)), (0, 0, 0, 2)))
        for change in own:
            _change(shown, change)
    shown.print()


def _change(shown: Console, change: Change) -> None:
    sign = SIGNS[change.kind]
    name, indent = (change.subject, 2) if change.field is None else (change.field, 4)
    text = f"{one_line(name)}: {one_line(stated(change))}".removesuffix(": ")
    shown.print(Padding(Text.assemble((f"{sign} ", _STYLE[sign]), text), (0, 0, 0, indent)))


def _findings(
    shown: Console, title: str, style: str, found: tuple[Compared, ...], *, full: bool = False
) -> None:
    if not found:
        return
    shown.print(Text(title, f"bold {style}"))
    for compared in found:
        finding = compared.finding
        head = f"{finding.severity.value} {finding.code} {finding.name}{about(compared)}"
        shown.print(Padding(Text(one_line(head)), (0, 0, 0, 2)))
        shown.print(Padding(Text(visible(finding.message), "" if full else "dim"), (0, 0, 0, 4)))
        if full:
            fix = Text.assemble(("Fix: ", "bold"), visible(finding.fix))
            shown.print(Padding(fix, (0, 0, 0, 4)))
        if compared.note is not None:
            shown.print(Padding(Text(visible(compared.note), "yellow"), (0, 0, 0, 4)))
    shown.print()
