"""What goes to a terminal: a console that only lays out, and Markdown."""

from __future__ import annotations

import io
import re
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.style import Style
from rich.text import Text

from aptcheck.finding import Severity
from aptcheck.report import Look
from aptcheck.report.rule_address import rule_address
from aptcheck.report.visible import unobeyed, visible

__all__ = [
    "SEVERITY_STYLES",
    "code_text",
    "fitted",
    "laid_out",
    "markdown",
    "plain_console",
    "prose",
]

SEVERITY_STYLES: Final = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.INFO: "bold cyan",
}

#: A command or an option as Markdown has it, and a position as APT takes it.
_COMMAND = re.compile(r"`((?:aptcheck |--)[^`\n]{1,60})`")
_POSITION = re.compile(r"\b\d\d \d\d \d\d(?:\.\d+)? [+-]\d\d \d\d \d\d(?:\.\d+)?\b")
#: A blank at which no line is broken, until all is laid out: `visible` escapes its like in a text.
_UNBROKEN = "\ue000"


def plain_console(out: io.StringIO, look: Look) -> Console:
    """Return a console that wraps and colours, and takes no text for markup."""
    return Console(
        file=out,
        width=look.width,
        force_terminal=look.colour,
        no_color=not look.colour,
        color_system="standard" if look.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def laid_out(out: io.StringIO) -> str:
    """Return what was printed, without trailing blanks or commands to a CI runner."""
    lines = (f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
    return unobeyed("".join(lines).replace(_UNBROKEN, " "))


def fitted(text: str, room: int) -> str:
    """Return a text of at most ``room`` cells; one that is cut ends in an ellipsis."""
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1).rstrip()}…"


def prose(text: str) -> Text:
    """Return a sentence, visible: its commands and positions are each kept on one line."""
    shown = Text()
    for at, part in enumerate(_COMMAND.split(visible(text))):
        if at % 2:
            shown.append(_unbroken(part), "bold")
        else:
            shown.append(_POSITION.sub(lambda found: _unbroken(found[0]), part))
    return shown


def _unbroken(text: str) -> str:
    return text.replace(" ", _UNBROKEN)


def code_text(code: str, look: Look) -> Text:
    """Return the code of a rule, which leads to its page on a terminal with links."""
    return Text(code, Style(bold=True, link=rule_address(code) if look.links else None))


def markdown(text: str, look: Look) -> str:
    """Return Markdown laid out for a terminal of a width, in colour."""
    from rich.markdown import Markdown

    out = io.StringIO()
    width = min(look.width, 100)
    Console(file=out, width=width, force_terminal=True).print(Markdown(text))
    return out.getvalue()
