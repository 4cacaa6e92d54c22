"""Say what a change does to findings: ``python -m scripts.acceptance OLD.json NEW.json``.

Both are reports of the same proposals, the first by aptcheck as it was, the second as it is. It
prints Markdown: new findings, those that are gone, and those that say something else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import NamedTuple

from aptcheck.difference import gone

__all__ = ["Said", "findings", "report"]

#: More findings of a kind than these are counted and not listed.
_MOST = 40


class Said(NamedTuple):
    """A finding of a report, as far as it is compared."""

    path: str
    fingerprint: str
    code: str
    severity: str
    message: str
    fix: str

    @property
    def place(self) -> Hashable:
        """Which finding of which proposal it is, whatever it says."""
        return self.path, self.fingerprint

    @property
    def line(self) -> str:
        """The finding as an item of a list."""
        text = " ".join(self.message.replace("`", "'").split())
        return f"- {self.code} {self.severity}, {Path(self.path).name}: `{text}`\n"


def findings(report: str) -> Iterator[Said]:
    """Yield the findings of a JSON report that count."""
    for proposal in json.loads(report)["proposals"]:
        for finding in proposal["findings"]:
            if finding["suppressed"] is None and not finding["baselined"]:
                words = (finding[key] for key in Said._fields[1:])
                yield Said(proposal["path"], *words)


def report(old: list[Said], new: list[Said]) -> str:
    """Return what separates two reports."""
    appeared = list(gone(new, old, lambda one: one.place))
    disappeared = list(gone(old, new, lambda one: one.place))
    otherwise = [one for one in gone(new, old, lambda one: one) if one not in appeared]
    kinds = {"new": appeared, "gone": disappeared, "say something else": otherwise}
    counts = {name: Counter(one.code for one in said) for name, said in kinds.items()}
    codes = sorted({code for counted in counts.values() for code in counted})
    heading = f"## Findings on {len({one.path for one in (*old, *new)})} proposals\n\n"
    if not codes:
        return f"{heading}All {len(new)} findings are as before.\n"
    rows = "".join(
        f"| {code} | {' | '.join(str(counted[code] or '') for counted in counts.values())} |\n"
        for code in codes
    )
    table = f"| rule | {' | '.join(kinds)} |\n|---|---:|---:|---:|\n{rows}"
    return heading + table + "".join(_listed(name, said) for name, said in kinds.items() if said)


def _listed(name: str, said: list[Said]) -> str:
    lines = "".join(one.line for one in said[:_MOST])
    more = f"- and {len(said) - _MOST} more\n" if len(said) > _MOST else ""
    return f"\n### {len(said)} {name}\n\n{lines}{more}"


def main() -> int:
    """Compare two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    given = parser.parse_args()
    if not given.old.exists():
        print("The version before this change could not check these proposals.")
        return 0
    old, new = (list(findings(path.read_text(encoding="utf-8"))) for path in (given.old, given.new))
    print(report(old, new), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
