"""Infos at a terminal, in brief: the code and what it says, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aptcheck.finding import Finding
from aptcheck.report import Look
from aptcheck.report.alike import alike
from aptcheck.report.clipped import SENTENCE_END
from aptcheck.report.observation_words import counted_lists, numbers_of, observations
from aptcheck.report.sentence import capitalised
from aptcheck.report.terminal import SEVERITY_STYLES, code_text, fitted, prose
from aptcheck.report.visible import shortened
from aptcheck.report.words import where

__all__ = ["print_infos"]

#: The fewest characters of a sentence: a line of a terminal, two of a narrow one.
_LEAST = 60
#: Characters of one that stands for several.
_OF_MANY = 160


def print_infos(console: Console, infos: Sequence[Finding], look: Look) -> None:
    """Print a sentence, cut to a line, for each info or for several that are alike."""
    if not infos:
        return
    room = max(_LEAST, console.width - max(len(f"info {info.code}  ") for info in infos))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for first, *others in alike(infos):
        name = Text.assemble(
            (f"{first.severity.value} ", SEVERITY_STYLES[first.severity]),
            code_text(first.code, look),
        )
        sentence = shortened(_sentence(first), max(room, _OF_MANY) if others else room)
        grid.add_row(name, prose(sentence if others else fitted(sentence, room)))
        if places := observations(numbers_of(others)):
            grid.add_row("", Text(f"Likewise: {places}.", "dim"))
    console.print(grid)


def _sentence(first: Finding) -> str:
    """Return the first sentence of a message."""
    sentence, *_ = SENTENCE_END.split(first.message, maxsplit=1)
    return capitalised(f"{where(first)}{counted_lists(sentence)}")
