"""What to write for a list that is not valid TOML: a comma missing, or a bracket not closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aptcheck.config.kinds import LISTS
from aptcheck.wording import excerpt
from aptcheck.wording.toml_words import toml_list

__all__ = ["list_slip", "words_in"]

_OPENS = re.compile(r"\s*[\w.\"'-]+\s*=\s*[\[{]")
_NEXT = re.compile(r"[\w.\"'-]+\s*=")
_KEY = re.compile(r"\s*(\w+)\s*=\s*(\[.*)")
#: A longer list is not shown.
_MOST = 50


def list_slip(
    lines: Sequence[str], at: tuple[int, int] | None, *, array: bool
) -> tuple[int | None, str]:
    """Return the line, from 1, and a sentence.

    Parameters
    ----------
    lines : sequence of str
    at : (line, column), optional
        Where the next entry was expected, the line from 1 and the column from 0; None means the
        end.
    array : bool
        Whether it is a list in brackets, not a table in braces.
    """
    number, column = at or (len(lines), len(lines[-1]))
    rest = lines[number - 1][column:].strip()
    # In a list, the next key or table begins where the list should have ended.
    comma = at is not None and not (array and (_NEXT.match(rest) or rest.startswith("[")))
    opened = next((n for n in range(number, 0, -1) if _OPENS.match(lines[n - 1])), None)
    one_line = _KEY.fullmatch(lines[opened - 1].partition("#")[0].rstrip()) if opened else None
    whole = ""
    if one_line is not None and one_line[1] in LISTS and (not comma or opened == number):
        words = words_in(one_line[2])
        whole = f": `{one_line[1]} = {toml_list(words)}`" if len(words) <= _MOST else ""
    if comma:
        return (
            number,
            f"put a comma between the entries{whole or ', before ' + excerpt(rest.lstrip('; '))}.",
        )
    return (
        opened,
        f"the {'bracket' if array else 'brace'} that is opened here is never closed{whole}.",
    )


def words_in(text: str) -> list[str]:
    """Return the codes and names of rules in a list that is not valid TOML."""
    return re.findall(r"\w[\w-]*", text)
