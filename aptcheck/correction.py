"""A corrected copy of a proposal: its bytes, what was fixed in it and what was not."""

from __future__ import annotations

from dataclasses import dataclass, field

from aptcheck.edit import Kind
from aptcheck.finding import Finding

__all__ = ["Correction", "Fixed", "Left"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fixed:
    """A finding that the copy is without.

    ``changes`` are phrases, one for each form; ``cost`` is a sentence, empty where there is none.
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
    """What came of correcting one proposal.

    Attributes
    ----------
    path : str
        The proposal, as given.
    data : bytes
        The corrected file, XML or archive as the proposal is; its own bytes where nothing changes.
    diff : str
        The changes of the XML as a unified diff; empty where there is none.
    fixed : tuple of Fixed
        The worst first.
    left : tuple of Left
        Likewise.
    without_remedy : int
        How many errors and warnings have no remedy that a program could write.
    cost : str
        What the photon time of the observations comes to in the copy, a sentence; empty where it
        stays as it is.
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
