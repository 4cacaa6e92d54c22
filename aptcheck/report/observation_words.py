"""Observations of findings in words: many at a terminal, few in a short sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aptcheck.finding import Finding
from aptcheck.wording import count, numbered

__all__ = ["counted_lists", "in_ranges", "listed_under", "numbers_of", "observations"]

_LIST = re.compile(
    r"\b(?:(background|science) )?observations (\d+(?:, \d+)+ and \d+)", re.IGNORECASE
)
#: Observations that a short sentence lists.
_FEW = 4


def numbers_of(findings: Iterable[Finding]) -> list[int]:
    """Return the observations that findings are listed under, each once, in order."""
    return sorted(
        {
            number
            for one in findings
            for number in (
                one.related_observations if one.observation is None else (one.observation,)
            )
        }
    )


def observations(numbers: Sequence[int]) -> str:
    """Return ``observations 2, 4-9, 12`` for numbers in order; an empty text for none."""
    if len(numbers) < 2:
        return numbered("observation", numbers) if numbers else ""
    return f"observations {in_ranges(numbers)}"


def in_ranges(numbers: Sequence[int]) -> str:
    """Return numbers in order as ``2, 4-9, 12``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    return ", ".join(part for several in parts for part in several)


def listed_under(findings: Sequence[Finding]) -> str:
    """Return where findings are listed: ``observation 2 with observation 1``."""
    first = findings[0]
    own = observations(numbers_of(findings))
    if len(findings) > 1:
        return f"{len(findings)} times" + (f": {own}" if own else "")
    beside = () if first.observation is None else sorted(first.related_observations)
    return f"{own} with {observations(beside)}" if beside else own


def counted_lists(text: str) -> str:
    """Return a text in which a long list of observations is only counted: ``24 observations``."""

    def counted(found: re.Match[str]) -> str:
        number = len(re.findall(r"\d+", found[2]))
        kind = f"{found[1].lower()} " if found[1] else ""
        return count(number, f"{kind}observation") if number > _FEW else found[0]

    return _LIST.sub(counted, text)
