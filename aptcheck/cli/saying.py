"""The only way to standard error, and that of single sentences to standard output.

Whatever a sentence quotes (a name, an option, what a server answered) goes out as one line of plain
text: no terminal obeys it, and no CI runner that reads the log.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

__all__ = ["plain_line", "say", "tell"]


def plain_line(sentence: str) -> str:
    """Return a sentence as one line that is shown and not obeyed."""
    # Here, so that `aptcheck --help` does without.
    from aptcheck.report.visible import one_line, unobeyed

    return unobeyed(one_line(sentence))


def say(sentence: str) -> None:
    """Say one sentence on standard error."""
    sys.stderr.write(plain_line(f"aptcheck: {sentence}") + "\n")


def tell(sentences: Iterable[str]) -> None:
    """Say some sentences on standard error, one a line, after what was printed."""
    sys.stdout.flush()
    for sentence in sentences:
        say(sentence)
    sys.stderr.flush()
