"""The only way to standard error, and the way of single sentences to standard output.

Whatever a sentence quotes (a name, an option, a server's answer) goes out as one line of plain
text, so that no terminal and no CI runner that reads the log obeys it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

__all__ = ["plain_line", "say", "say_all"]


def plain_line(sentence: str) -> str:
    """Return a sentence as one line that is shown, not obeyed."""
    # Imported here, so that `aptcheck --help` does not load it.
    from aptcheck.report.visible import one_line, unobeyed

    return unobeyed(one_line(sentence))


def say(sentence: str) -> None:
    """Write one sentence to standard error."""
    sys.stderr.write(plain_line(f"aptcheck: {sentence}") + "\n")


def say_all(sentences: Iterable[str]) -> None:
    """Write sentences to standard error, one a line, after what was printed."""
    sys.stdout.flush()
    for sentence in sentences:
        say(sentence)
    sys.stderr.flush()
