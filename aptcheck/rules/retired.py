"""Codes and names of former rules: no other rule gets one.

A retired code is answered with why it is gone; a former name still finds its rule.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RENAMED", "RETIRED", "Retired", "find_retired"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Retired:
    """A rule that no longer exists; ``why`` is a sentence."""

    code: str
    name: str
    why: str

    @property
    def reason(self) -> str:
        """The answer to its code or name, without a full stop at the end."""
        return f"{self.code} ({self.name}) is retired: {self.why.removesuffix('.')}"


RETIRED = (
    Retired(
        code="APT006",
        name="link-order-unusual",
        why="A sequence that does not list its observations by number is not unusual: since "
        "November 2024 APT lets you reorder it in the Group/Sequence Observations Link, and the "
        "observations are taken in the order of that list, which aptcheck follows.",
    ),
)

#: {former name: the code of the rule}
RENAMED = {
    "background-wrong-template": "BKG111",
    "grating-missing": "BKG203",
    "no-mrs-observations": "APT005",
    "unused-background-grating": "BKG206",
}


def find_retired(word: str) -> Retired | None:
    """Return what had a code or a name, in any case of letters; None when nothing had."""
    asked = word.strip().lower()
    return next((one for one in RETIRED if asked in (one.code.lower(), one.name)), None)
