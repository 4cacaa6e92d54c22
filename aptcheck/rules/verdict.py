"""What a rule can say about a subject: a fault, not applicable, not checked; silence is a pass.

A rule that has nothing to say stops: `applies` ends it as not applicable, and whatever
raises `Unknown` on the way ends it as not checked.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Protocol

from aptcheck.edit import Remedy, Unwritten
from aptcheck.errors import Unknown
from aptcheck.finding import Evidence, PositionAngles, SourceReference, Table
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.finding import SeverityWord
    from aptcheck.model import Node, Observation

__all__ = [
    "Fault",
    "Inapplicable",
    "NotApplicable",
    "NotChecked",
    "Pairing",
    "Verdict",
    "Verdicts",
    "applies",
    "known",
]

#: The type of each value of a fault.
_KINDS: dict[str, type | UnionType] = {
    "message": str,
    "fix": str,
    "observation": int | None,
    "related": tuple,
    "each": dict,
    "target": str | None,
    "evidence": Evidence | None,
    "angles": PositionAngles | None,
    "source": SourceReference | None,
    "table": Table | None,
    "remedy": Remedy | Unwritten | None,
    "subject": str,
}


class Pairing(Protocol):
    """Backgrounds and the science that uses them: a Background, a SkyUse, an Edge and the like."""

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The background observations, at least one."""
        ...

    @property
    def science_numbers(self) -> tuple[int, ...]:
        """The science observation numbers."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Fault:
    """A fault as the rule sees it; the engine adds code, severity and fingerprint.

    Parameters
    ----------
    message, fix : str
        Sentences.
    at : Node, optional
        The part of the proposal to open.
    about : Pairing, optional
        Fills ``observation`` with its first background, ``related`` with the science observations,
        ``at`` with the MRS tab of that background, each where it is not given.
    observation, related
        Observation numbers.
    each : {int: number or str or None}
        Of a fault that is reported once per proposal: the observations it concerns, and what was
        measured on each. A single one is its ``observation``; several take the place of
        ``related``, which is given for each instead, and ``observation`` is None. For a background
        of ``Pairs`` only the science that uses it is given.
    target : str, optional
        By default that of ``observation``.
    severity : {"error", "warning", "info"}, optional
        Instead of the rule's own.
    cause : hashable, optional
        Faults of one rule with the same cause are one: the worst is reported, related to all
        observations of the others.
    angles : PositionAngles, optional
        As `SweptField.split` and `position_angles` return them.
    table : Table, optional
        Figures too many for the message. Reports that show no table leave it out.
    remedy : Remedy or Unwritten, optional
        What `aptcheck fix` would change in the file, as ``fix`` says, or why it cannot.
    subject : str
        Distinguishes two faults of one rule on one observation, and stays the same when numbers in
        the message change: it goes into the fingerprint.

    Raises
    ------
    TypeError
        A value is of a type that no report can show.
    ValueError
        A row of the table is shorter or longer than its columns, or a number is not finite.
    """

    message: str
    fix: str
    at: Node | None = None
    about: Pairing | None = None
    observation: int | None = None
    related: tuple[int, ...] = ()
    each: Mapping[int, float | int | str | None] = field(default_factory=dict)
    target: str | None = None
    evidence: Evidence | None = None
    severity: SeverityWord | None = None
    angles: PositionAngles | None = None
    source: SourceReference | None = None
    table: Table | None = None
    remedy: Remedy | Unwritten | None = None
    cause: Hashable = None
    subject: str = ""

    def __post_init__(self) -> None:
        """Refuse here, within the rule, what would fail later in a report."""
        for name, kind in _KINDS.items():
            _demand(name, getattr(self, name), kind)
        for number in self.related:
            _demand("related", number, int)
        for number, measured in self.each.items():
            _demand("each", number, int)
            _demand("each", measured, float | int | str | None)
        if self.table is not None:
            _demand_rows(self.table)


@dataclass(frozen=True, slots=True, eq=False)
class _Reasoned:
    reason: str

    def __post_init__(self) -> None:
        _demand("reason", self.reason, str)


class NotApplicable(_Reasoned):
    """The rule has nothing to say about this subject, and why: a fragment."""


@dataclass(frozen=True, slots=True, eq=False)
class NotChecked(_Reasoned):
    """The rule could not judge this subject, and why: a fragment. Never the same as a pass.

    ``times`` is the number of pairs, where it covers several alike.
    """

    times: int = 1


Verdict = Fault | NotApplicable | NotChecked
Verdicts = Iterator[Verdict]


class Inapplicable(Exception):  # noqa: N818 - it ends a rule, it is not an error
    """Ends a rule: it has nothing to say about this subject, and why."""


def applies(condition: object, why_not: str) -> None:
    """End the rule as not applicable unless the condition holds."""
    if not condition:
        raise Inapplicable(Reason(why_not))


def known(condition: object, unknown: str) -> None:
    """End the rule as not checked unless the condition holds."""
    if not condition:
        raise Unknown(Reason(unknown))


def _demand(name: str, value: object, kind: type | UnionType) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} is {value!r:.80}")


def _demand_rows(table: Table) -> None:
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ValueError(f"{len(row)} values for {len(table.columns)} columns: {row!r:.80}")
        for value in row:
            _demand("table", value, float | int | str | None)
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"table has {value}")
