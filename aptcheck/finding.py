"""A finding: what is wrong, where, how bad, by how much, and how to fix it. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

__all__ = [
    "Angles",
    "ApertureAngles",
    "Column",
    "Evidence",
    "Excerpt",
    "Finding",
    "FixOption",
    "Fixable",
    "Location",
    "Measured",
    "Observed",
    "PositionAngles",
    "Severity",
    "SeverityWord",
    "SourceReference",
    "Suppression",
    "Table",
]


class Severity(StrEnum):
    """How bad a finding is.

    error: data or their association are lost and cannot be repaired later. warning: the science
    suffers under the stated intent. info: advice, or something that could not be judged.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for info, 1 for warning, 2 for error."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]

    def raised(self) -> Severity:
        """Return the next worse severity; an error stays an error."""
        return {"info": Severity.WARNING, "warning": Severity.ERROR}.get(self.value, Severity.ERROR)

    def lowered(self) -> Severity:
        """Return the next milder severity; info stays info."""
        return {"error": Severity.WARNING, "warning": Severity.INFO}.get(self.value, Severity.INFO)


#: What a finding is about: an observation number and its target, each None if there is none.
Observed: TypeAlias = tuple[int | None, str | None]

#: How `aptcheck fix` can fix a finding: by default, or only with a further option.
Fixable: TypeAlias = Literal["safe", "unsafe"]

#: An option without which `aptcheck fix` does not make a change.
FixOption: TypeAlias = Literal["--unsafe-fixes", "--suggest"]

#: A severity, or the word for it.
SeverityWord = Severity | Literal["error", "warning", "info"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Location:
    """Where in the proposal: the file for a program, and the path to click in APT for a person."""

    member: str | None = None
    line: int | None = None
    column: int | None = None
    trail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """Lines of the XML around a location.

    ``first`` is the number of the first line; ``marked`` is the index of the one with the location,
    ``caret`` the index of the character in it. Long lines are cut at both ends.
    """

    first: int
    lines: tuple[str, ...]
    marked: int
    caret: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One of the observations that a finding lists, its target, and what was measured for it.

    ``related_observations``, in ascending order, are the others that the finding is about: for a
    background the science observations it serves, otherwise those linked to it.
    """

    observation: int
    target: str | None
    measured: float | int | str | None
    related_observations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was measured and what it is compared with, in one unit.

    ``each`` holds the observations of a finding that lists several; ``measured`` is then the worst.
    """

    measured: float | int | str | None
    limit: float | int | str | None
    unit: str | None = None
    each: tuple[Measured, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Angles:
    """Position angles in degrees, 0 to 360, as intervals (lo, hi); a wrap through 0 gives two.

    ``avoid`` and ``clean`` together make up ``allowed``. In Python the ends are exact, lo <= hi,
    and a single angle has equal ends. A written report rounds them to a millionth of a degree and
    makes every interval at least 0.001 degree wide, so that lo < hi.
    """

    frame: str = "V3PA"
    allowed: tuple[tuple[float, float], ...] = ()
    avoid: tuple[tuple[float, float], ...] = ()
    clean: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ApertureAngles:
    """The same angles as APT uses them: position angles of the aperture that holds the target.

    ``aperture`` is its SIAF name; intervals are as in `Angles`.
    """

    frame: str = "Aperture PA"
    aperture: str
    allowed: tuple[tuple[float, float], ...] = ()
    avoid: tuple[tuple[float, float], ...] = ()
    clean: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PositionAngles:
    """Position angles in both frames: a fault has both or neither."""

    v3: Angles
    aperture: ApertureAngles


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceReference:
    """A catalogue source: its designation and ICRS position in degrees."""

    designation: str
    ra_deg: float
    dec_deg: float


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name in lower case, and the unit of its numbers."""

    name: str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Numbers that do not fit into a sentence; reports that can show a table fold it.

    ``caption`` is a phrase without a full stop, ``note`` a few sentences about the numbers. Each
    row has a value for each column, the first names the row; None means not known.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[float | int | str | None, ...], ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppression:
    """Why a finding is shown as suppressed."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One fault or one piece of advice.

    A finding on a pair has the background as ``observation`` and the science side as
    ``related_observations``, in ascending order; a proposal-wide finding has ``observation`` None.
    One that is reported once per proposal and concerns several observations lists them as
    ``related_observations``. ``angles`` and ``aperture_angles`` are the same in two frames.
    ``fixable`` says whether `aptcheck fix` can fix it; ``fix_options`` are the options any one of
    which makes it do so, none if it needs no option.
    """

    code: str
    name: str
    severity: Severity
    message: str
    observation: int | None
    related_observations: tuple[int, ...]
    target: str | None
    location: Location
    evidence: Evidence | None
    angles: Angles | None
    aperture_angles: ApertureAngles | None
    source: SourceReference | None
    fix: str
    fixable: Fixable | None = None
    fix_options: tuple[FixOption, ...] = ()
    fingerprint: str
    suppressed: Suppression | None = None
    baselined: bool = False
    table: Table | None = None

    @property
    def places(self) -> tuple[Observed, ...]:
        """Observation and target of each thing it is about: one, or all it lists."""
        each = self.evidence.each if self.evidence is not None else ()
        listed = tuple((one.observation, one.target) for one in each)
        return listed or ((self.observation, self.target),)

    @property
    def counts(self) -> bool:
        """Whether the verdict counts the finding, neither suppressed nor in the baseline."""
        return self.suppressed is None and not self.baselined
