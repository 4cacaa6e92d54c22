"""Codes and names that were rules once: no other rule gets one.

Whoever names a code hears why it is gone; by a former name its rule is still known.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RENAMED", "RETIRED", "Retired", "find_retired"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Retired:
    """A rule that is no more; ``why`` is a sentence."""

    code: str
    name: str
    why: str

    @property
    def reason(self) -> str:
        """The answer to whoever asks for it, without a full stop at the end."""
        return f"{self.code} ({self.name}) is retired: {self.why.removesuffix('.')}"


RETIRED = (
    Retired(
        code="APT006",
        name="link-order-unusual",
        why="A sequence that does not list its observations by number is nothing unusual: since "
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
