"""Phrases that several formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aptcheck.contamination.light_words import flux_words
from aptcheck.finding import Evidence, Finding
from aptcheck.results import Pair, Scope, Summary
from aptcheck.wording import count

__all__ = [
    "counts",
    "evidence",
    "fields_left_out_words",
    "is_mrs_alone",
    "is_said",
    "numbers",
    "unreached_words",
    "where",
    "yes_no",
]

#: Observations whose values fit on a line.
_MOST = 12


def counts(summary: Summary) -> str:
    """Return "2 errors, 1 warning, 3 infos", with suppressed and baselined ones where any."""
    parts = [
        count(summary.errors, "error"),
        count(summary.warnings, "warning"),
        count(summary.infos, "info"),
    ]
    if summary.suppressed:
        parts.append(f"{summary.suppressed} suppressed")
    if summary.baselined:
        parts.append(f"{summary.baselined} in the baseline")
    if summary.not_checked:
        parts.append(f"{count(summary.not_checked, 'proposal')} not checked")
    return ", ".join(parts)


def unreached_words(summary: Summary) -> str:
    """Return "3 of 7 proposals were not checked", of a run that was interrupted."""
    if not summary.not_checked:
        return "every proposal was checked"
    were = "was" if summary.not_checked == 1 else "were"
    return f"{summary.not_checked} of {count(summary.proposals, 'proposal')} {were} not checked"


def evidence(found: Evidence) -> str:
    """Return "measured 40, limit 27 groups"; observations that differ with the value of each.

    Words are compared, not measured: "SLOWR1 instead of FASTR1". Light has the unit that suits it.
    """
    measured, limit = _values(found)
    unit = f" {found.unit}" if found.unit and not _is_light(found) else ""
    if isinstance(found.measured, str) and isinstance(found.limit, str):
        parts = [f"{measured} instead of {limit}"]
    else:
        words = (("measured", measured), ("limit", limit))
        parts = [f"{word} {value}" for word, value in words if value is not None]
    compared = ", ".join(parts) + unit if parts else ""
    if not compared:
        return _each(found)
    return f"{compared} ({_each(found)})" if _each(found) else compared


def is_said(found: Evidence, message: str) -> bool:
    """Whether a message has the numbers of the evidence itself."""
    values = [value for value in _values(found) if value is not None]
    return not _each(found) and all(
        re.search(rf"(?<![\w.]){re.escape(value)}(?!\.?\w)", message) for value in values
    )


def numbers(values: Sequence[int]) -> str:
    """Return each distinct number once, in order: "27" or "27/60"; a dash for none."""
    return "/".join(str(value) for value in dict.fromkeys(values)) or "-"


def where(finding: Finding) -> str:
    """Return "observation 2 (with 1): "; nothing where the message itself names it."""
    if finding.observation is None:
        return ""
    if re.search(rf"bservation {finding.observation}\b", finding.message):
        return ""
    related = ", ".join(str(number) for number in finding.related_observations)
    return f"observation {finding.observation}" + (f" (with {related}): " if related else ": ")


def yes_no(pair: Pair) -> str:
    """Return how a pair is linked, and whether it is a shadow or only suspected."""
    held = "non-interruptible" if pair.non_interruptible else "interruptible"
    link = held if pair.linked else "not linked"
    if not pair.declared:
        return f"suspected, {link}"
    return f"shadow, {link}" if pair.shadow else link


def is_mrs_alone(pairs: Iterable[Pair]) -> bool:
    """Whether all pairs are of the MRS: then a table need not name the mode."""
    return all(pair.mode == "miri-mrs" for pair in pairs)


def fields_left_out_words(scopes: Iterable[Scope]) -> str:
    """Return how many fields no catalogue is asked about, "3 fields"; nothing for none."""
    number = sum(scope.fields_left_out for scope in scopes)
    return count(number, "field") if number else ""


def _each(found: Evidence) -> str:
    """Return "observation 2: 40, 4: 30"; nothing where all are equal or too many."""
    if len({one.measured for one in found.each}) < 2 or len(found.each) > _MOST:
        return ""
    values = (f"{one.observation}: {_value(one.measured)}" for one in found.each)
    return f"observation {', '.join(values)}"


def _values(found: Evidence) -> tuple[str | None, str | None]:
    """Return what was measured and its limit in words, None where there is none."""
    shown = _light if _is_light(found) else _value
    measured, limit = found.measured, found.limit
    return (
        None if measured is None else shown(measured),
        None if limit is None else shown(limit),
    )


def _is_light(found: Evidence) -> bool:
    """Whether both numbers are flux densities, which a message gives in the unit that suits."""
    return found.unit == "µJy" and not isinstance(found.measured, str | None)


def _light(value: float | str) -> str:
    return value if isinstance(value, str) else flux_words(value)


def _value(value: float | str | None) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
