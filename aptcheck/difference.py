"""The difference between two versions of a proposal: plain data for the reports of `diff`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from aptcheck.finding import Finding, Observed, Severity

__all__ = ["Change", "Compared", "Difference", "Parts", "Version", "gone", "identity"]

Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One of the two versions.

    ``reservations`` say what its verdict leaves open, one clause each: what was not checked and
    what was set aside.
    """

    path: str
    program: str | None
    title: str | None
    verdict: str
    reservations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """A finding, with a note needed to compare it, such as that a rule was not checked."""

    finding: Finding
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A change of the proposal itself.

    ``kind`` is added, removed or changed. ``subject`` is what changed ("observation 2", "links");
    ``field`` is None where the whole subject was added or removed; ``old`` and ``new`` are None
    where there is no value. ``note`` says how far a target moved.
    """

    kind: str
    subject: str
    field: str | None
    old: str | None
    new: str | None
    note: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """Two versions: the findings that differ, and the changes of the proposal.

    A finding that lists several observations has appeared if one of them is new to its rule, and is
    fixed if one is no longer listed; a note then names the others. ``not_checked`` are findings of
    the old version whose rule was not checked on the new one: they may be fixed or remain.
    ``uncompared`` says why the plans were not compared.
    """

    old: Version
    new: Version
    appeared: tuple[Compared, ...]
    fixed: tuple[Compared, ...]
    unchanged: tuple[Compared, ...]
    not_checked: tuple[Compared, ...]
    changes: tuple[Change, ...]
    uncompared: str | None = None

    def reaches(self, threshold: Severity) -> bool:
        """Whether a new finding that counts is at or above ``threshold``."""
        new = (compared.finding for compared in self.appeared)
        return any(f.counts and f.severity.rank >= threshold.rank for f in new)


def identity(same_program: bool) -> Callable[[Finding], Hashable]:
    """Return the key that compares findings of two versions; a fingerprint holds the programme."""
    return _fingerprint if same_program else _about


def gone(
    old: Iterable[Found], new: Iterable[Found], key: Callable[[Found], Hashable]
) -> Iterator[Found]:
    """Yield the old findings that are not among the new, each as often as it is missing."""
    kept = Counter(key(finding) for finding in new)
    for finding in old:
        if kept[key(finding)] > 0:
            kept[key(finding)] -= 1
        else:
            yield finding


class Parts:
    """What the findings of a version are about, part by part.

    A finding that lists several observations gets another fingerprint when its list changes; for
    the observations that stay in the list it is still the same.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._all: set[tuple[str, Observed]] = set()
        self._listed: set[tuple[str, Observed]] = set()
        self._lists: set[tuple[str, tuple[Observed, ...]]] = set()
        for finding in findings:
            parts = {(finding.code, place) for place in finding.places}
            self._all |= parts
            if len(finding.places) > 1:
                self._listed |= parts
                self._lists.add((finding.code, finding.places))

    def of(self, finding: Finding) -> tuple[Observed, ...]:
        """Return the places of a finding of the other version that its rule names here too.

        Empty if neither lists several, or both have the same list: fingerprints compare those.
        """
        code, places = finding.code, finding.places
        if (code, places) in self._lists:
            return ()
        here = self._all if len(places) > 1 else self._listed
        return tuple(place for place in places if (code, place) in here)


def _fingerprint(finding: Finding) -> Hashable:
    return finding.fingerprint


def _about(finding: Finding) -> Hashable:
    return finding.code, finding.observation, finding.related_observations, finding.target
