"""A corrected copy of a proposal: its bytes, what was fixed and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field

from aptcheck.edit import Kind
from aptcheck.finding import Finding

__all__ = ["Correction", "Fixed", "Left"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fixed:
    """A finding that is fixed in the copy.

    ``changes`` are phrases, one for each form; ``cost`` is a sentence, empty if there is none.
    """

    finding: Finding
    kind: Kind
    changes: tuple[str, ...]
    cost: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A finding that was not fixed; ``reason`` is a sentence that says why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Correction:
    """The result of correcting one proposal.

    Attributes
    ----------
    path : str
        The proposal, as given.
    data : bytes
        The corrected file, XML or archive like the proposal; the same bytes if nothing changes.
    diff : str
        The changes of the XML as a unified diff; empty if there are none.
    fixed : tuple of Fixed
        Worst first.
    left : tuple of Left
        Worst first.
    without_remedy : int
        How many errors and warnings a program cannot fix.
    cost : str
        How the photon time of the observations changes in the copy, a sentence; empty if it does
        not change.
    outdated : tuple of int
        The observations whose stored Visit Planner results are marked as out of date.
    """

    path: str
    data: bytes = field(repr=False)
    diff: str = field(repr=False)
    fixed: tuple[Fixed, ...] = ()
    left: tuple[Left, ...] = ()
    without_remedy: int = 0
    cost: str = ""
    outdated: tuple[int, ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix of a file with these bytes, ``.aptx`` for an archive, else ``.xml``."""
        return ".aptx" if self.data.startswith(b"PK") else ".xml"

    @property
    def differs(self) -> bool:
        """Whether the copy differs from the proposal."""
        return bool(self.fixed)
