"""Write the table "What real programmes hold" of docs/validation.md.

``python -m scripts.printed_faults`` checks the programmes that were rebuilt from APT's own
printouts, and counts what aptcheck reports and for how many of these observations APT itself
mentions a background. It needs the reference data beside the checkout (`tests/shared.py`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from aptcheck.finding import Finding, Severity
from aptcheck.results import ProposalReport
from aptcheck.testing import check
from tests.oracle.printed import apt_lists, apt_says, other_modes, programmes
from tests.shared import shared_folder

PAGE = Path(__file__).resolve().parent.parent / "docs" / "validation.md"
BEGIN, END = "<!-- generated: printed -->\n", "<!-- /generated: printed -->\n"
HEAD = """\

## What real programmes hold

JWST programmes are public once they have run, and so is what APT printed of each: forms, links, the
background observations that APT lists, and its own diagnostics
(github.com/jsong-astro/JWST_Proposal at a9ac6e1b, printed 2021-03 to 2026-06). The programmes with
even numbers that have a background or use the MRS were rebuilt from these printouts and checked.
The table counts science observations with an error or a warning of these rules, and among them
those for which no diagnostic of APT, on either side of the pair, mentions a background. What a team
had in mind is not in a file: some will have known what they did. `python -m scripts.printed_faults`
counts.

"""
#: APT's own words about a background; its words on filters are about the images beside it.
_SPEAKS = re.compile("background", re.IGNORECASE)
_OF_IMAGES = re.compile("filter", re.IGNORECASE)


class Kind(NamedTuple):
    """What a row of the table counts: findings of these rules, of these severities."""

    words: str
    codes: tuple[str, ...]
    severities: tuple[Severity, ...] = (Severity.ERROR, Severity.WARNING)


KINDS = (
    Kind("taken with different Ngroups", ("BKG201",)),
    Kind(
        "taken with another readout, or without a setting of the science",
        ("BKG202", "BKG203", "BKG204", "BKG210", "BKG211"),
    ),
    # In a looser link APT lists no background, and its printout does not say what is declared.
    Kind("in a non-interruptible link, declared by no target", ("BKG102",), (Severity.ERROR,)),
    Kind("declared but not linked, or linked but not declared", ("BKG104", "BKG117")),
    Kind("in a link that other observations may interrupt", ("BKG105",)),
    Kind("on the science source", ("BKG603",)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One programme: what aptcheck reports, and what APT says of each observation."""

    programme: str
    report: ProposalReport
    said: dict[int, tuple[str, ...]]

    def is_silent(self, finding: Finding) -> bool:
        """Whether APT says nothing about a background of the observations in a finding."""
        numbers = (finding.observation, *finding.related_observations)
        words = [text for number in numbers if number for text in self.said.get(number, ())]
        return not any(_SPEAKS.search(text) and not _OF_IMAGES.search(text) for text in words)


def judged() -> Iterator[Judged]:
    """Check every programme."""
    of_mrs = apt_says()
    of_all = apt_lists()
    for number, xml in (*programmes(), *other_modes()):
        said = {
            int(n): tuple(map(str, s.get("diagnostics", ())))
            for n, s in of_mrs.get(number, {}).items()
        }
        for n, one in of_all.get(number, {}).items():
            said[n] = (*said.get(n, ()), *map(str, one.get("diagnostics", ())))
        yield Judged(programme=number, report=check(xml), said=said)


def section(every: Iterable[Judged]) -> str:
    """Return the section; a programme that was rebuilt twice counts once."""
    each = list(every)
    pairs = {
        (one.programme, pair.mode, pair.science_observation, pair.background_observation)
        for one in each
        for pair in one.report.backgrounds
    }
    science = {key[:3] for key in pairs}
    counts = (
        f"{len({one.programme for one in each})} programmes, {len(science)} science "
        f"observations with a background, {len(pairs)} pairs of a science observation and a "
        "background observation."
    )
    head = "| the background is | rules | programmes | science observations | APT silent |"
    ruler = "| --- | --- | ---: | ---: | ---: |"
    rows = (_row(kind, each) for kind in KINDS)
    return HEAD + "\n".join((counts, "", head, ruler, *rows, ""))


def _row(kind: Kind, each: list[Judged]) -> str:
    silent: dict[tuple[str, int], bool] = {}
    for one in each:
        science = {pair.science_observation for pair in one.report.backgrounds}
        for finding in one.report.findings:
            if finding.code in kind.codes and finding.severity in kind.severities:
                for number in science & {finding.observation, *finding.related_observations}:
                    key = one.programme, number
                    silent[key] = silent.get(key, True) and one.is_silent(finding)
    holders = len({programme for programme, _ in silent})
    codes = ", ".join(f"[{code}](rules/{code}.md)" for code in kind.codes)
    return f"| {kind.words} | {codes} | {holders} | {len(silent)} | {sum(silent.values())} |"


def main() -> int:
    """Write, or say what is missing."""
    if not (shared_folder() / "printed" / "even.zip").exists():
        print("Reference data not at hand: printed/even.zip.")
        return 2
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(f"{before}{BEGIN}{section(judged())}{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
