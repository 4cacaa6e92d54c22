"""What a correction changes: as a diff, and in words."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from aptcheck.finding import Severity
from aptcheck.report.terminal import SEVERITY_STYLES, laid_out, plain_console
from aptcheck.report.verdict_words import named
from aptcheck.report.visible import one_line, unobeyed, visible
from aptcheck.wording import agree, briefly, count

if TYPE_CHECKING:
    from rich.console import Console

    from aptcheck.correction import Correction
    from aptcheck.edit import Kind
    from aptcheck.report import Look

__all__ = ["KINDS", "render_diff", "render_text"]

_LINE_STYLES = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
#: The kinds of changes in words.
KINDS: dict[Kind, str] = {"safe": "safe", "unsafe": "unsafe", "move": "moved to empty sky"}
_RESET = "\x1b[0m"
_LONGEST = 400
_AGAIN = (
    "Open the copy in APT, rerun APT's own checks and the Visit Planner, and check it again "
    "with `aptcheck check`."
)


def render_diff(found: Correction, *, look: Look, terminal: bool = False) -> str:
    """Return the changes as a unified diff, to apply or, on a terminal, to read.

    On a terminal nothing in it is obeyed, and the 50 kB lines of stored plans are cut.
    """
    if not (terminal or look.colour):
        return unobeyed(found.diff)
    return unobeyed("".join(f"{_shown(line, look)}\n" for line in found.diff.split("\n")[:-1]))


def _shown(line: str, look: Look) -> str:
    over = len(line) - _LONGEST
    text = visible(line if over <= 0 else line[:_LONGEST])
    if over > 0:
        text += f"… ({over:,} more characters)"
    style = _LINE_STYLES.get(line[:1], "") if look.colour else ""
    return f"{style}{text}{_RESET}" if style else text


def render_text(found: Correction, *, look: Look, written: str | None = None) -> str:
    """Return what was fixed and what was not, the worst first.

    ``written`` is where the copy is, None where none was written.
    """
    out = io.StringIO()
    console = plain_console(out, look)
    if found.fixed:
        heading = "Fixed" if written is not None else "To be fixed"
        console.print(Text(f"{heading}: {count(found.fixed, 'finding')}", "bold"))
    for one in found.fixed:
        name = f"{named(one.finding)} ({KINDS[one.kind]})"
        _entry(console, name, one.finding.severity, (*one.changes, one.cost))
    if found.left:
        console.print(Text(f"Left as {agree(found.left, 'it is', 'they are')}", "bold"))
    for left in found.left:
        _entry(console, named(left.finding), left.finding.severity, (left.reason,))
    for sentence in _closing(found, written):
        console.print(Text(one_line(sentence)))
    return laid_out(out)


def _entry(console: Console, name: str, severity: Severity, lines: Iterable[str]) -> None:
    head = Text(one_line(name))
    head.stylize(SEVERITY_STYLES[severity], 0, len(severity.value))
    console.print(Padding(head, (0, 0, 0, 2)))
    for line in lines:
        if line:
            console.print(Padding(Text(one_line(line)), (0, 0, 0, 4)))


def _closing(found: Correction, written: str | None) -> Iterable[str]:
    if found.without_remedy:
        more = "more " if found.fixed or found.left else ""
        number = count(found.without_remedy, f"{more}error or warning", f"{more}errors or warnings")
        verb = agree(found.without_remedy, "is", "are")
        yield f"{number} {verb} left to you: `aptcheck check` says what to do."
    if found.cost:
        yield found.cost
    if found.outdated:
        yield (
            f"Stored Visit Planner results of {briefly('observation', found.outdated)} are marked "
            "as out of date."
        )
    if not found.differs:
        passed = (
            "no copy was written" if written is None else "the proposal was written there unchanged"
        )
        nothing = "Nothing was fixed" if found.left or found.without_remedy else "Nothing to fix"
        yield f"{nothing}: {passed}."
    elif written is None:
        yield "Nothing was written: to write the copy, give --output NEW without --diff."
    else:
        yield f"Written to {written}. {_AGAIN}"
