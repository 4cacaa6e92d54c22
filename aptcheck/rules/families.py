"""The families of rules: a folder each, with the codes that belong in it."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.rules.rule import Rule

__all__ = ["FAMILIES", "Family", "family_of", "folder_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """A folder of rules.

    Parameters
    ----------
    folder : str
        Its name in aptcheck/rules; the docstring of the package is the question that it answers.
    heading : str
        Above its rules in the docs.
    codes : tuple of str
        How the codes of its rules begin.
    """

    folder: str
    heading: str
    codes: tuple[str, ...]


#: In the order of a proposal. A code belongs to the family with the longest beginning that fits.
FAMILIES = (
    Family(folder="structure", heading="Structure", codes=("APT", "CFG")),
    Family(folder="links", heading="Background links", codes=("BKG1",)),
    Family(folder="exposures", heading="Exposures", codes=("BKG2",)),
    Family(folder="depth", heading="Depth", codes=("BKG3",)),
    Family(folder="dithers", heading="Dithers", codes=("BKG4",)),
    Family(folder="leakcals", heading="Leakage calibrations", codes=("BKG85",)),
    Family(folder="coronagraphs", heading="Coronagraphic sets", codes=("BKG86",)),
    Family(folder="acquisition", heading="Target and acquisition", codes=("BKG5",)),
    Family(folder="separation", heading="Separation", codes=("BKG6",)),
    Family(folder="order", heading="Order and time", codes=("BKG7",)),
    Family(folder="imaging", heading="Simultaneous imaging", codes=("BKG8",)),
    Family(folder="advice", heading="Advice", codes=("BKG9",)),
    Family(folder="sky", heading="Sky", codes=("SKY",)),
    Family(folder="orient", heading="Orient", codes=("ORI",)),
)


def family_of(code: str) -> Family | None:
    """Return the family of a code; None for one of no family, as rules from outside may have."""
    fitting = (
        (len(beginning), family)
        for family in FAMILIES
        for beginning in family.codes
        if code.startswith(beginning)
    )
    return max(fitting, key=lambda one: one[0], default=(0, None))[1]


def folder_of(rule: Rule) -> str:
    """Return the folder of aptcheck/rules that holds a rule of aptcheck."""
    return rule.check.__module__.split(".")[2]
