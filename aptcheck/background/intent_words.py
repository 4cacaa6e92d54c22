"""Observations, targets and tables of intents, as a sentence lists them."""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.wording import agree, excerpt, listed, numbered
from aptcheck.wording.toml_words import toml_path, toml_text

__all__ = ["observations", "one_of", "quoted", "tables"]

#: More observations or tables than these are not spelled out.
_MOST = 12
#: Longer names are cut.
_LONGEST = 60


def quoted(entry: str) -> str:
    """Return an entry in quotes, with the blanks around it, which may be the only error."""
    whole = entry.isprintable() and len(entry) <= _LONGEST
    return toml_text(entry if whole else excerpt(entry))


def one_of(known: Sequence[int | str]) -> str:
    """Return what there is to name: numbers of observations, or targets."""
    if not known:
        return "an observation by its number"
    if isinstance(known[0], int):
        return f"{agree(known, 'the', 'one of the')} science {observations(known)}"
    more = len(known) - _MOST
    names = [excerpt(str(name)) for name in known[:_MOST]]
    shown = listed([*names, f"{more} more"] if more > 0 else names)
    return f"{agree(known, 'the target', 'one of the targets')} {shown}"


def observations(numbers: Sequence[int | str]) -> str:
    """Return observations by their numbers, each once."""
    distinct = list(dict.fromkeys(numbers))
    more = len(distinct) - _MOST
    if more > 0:
        return f"observations {', '.join(map(str, distinct[:_MOST]))} and {more} more"
    return numbered("observation", [int(number) for number in distinct])


def tables(keys: Sequence[int | str]) -> str:
    """Return the tables to write, without brackets, so that they also fit a pyproject.toml."""
    paths = [toml_path(("intents", str(key))) for key in dict.fromkeys(keys)]
    more = len(paths) - _MOST
    return f"{', '.join(paths[:_MOST])} and {more} more" if more > 0 else listed(paths)
