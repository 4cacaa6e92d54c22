"""Write tests/rules/messages.txt: every text that the rules produce in their tests and the samples.

``python -m scripts.messages`` writes it, ``--check`` fails if it is out of date. No test of a rule
asserts a sentence: change a sentence in its rule, and this file shows the change. Sentences that
differ only in their numbers appear once, reasons of the ledger without their count.
"""

from __future__ import annotations

import difflib
import re
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from aptcheck.engine.options import Options  # noqa: E402
from aptcheck.results import Outcome, ProposalReport  # noqa: E402
from aptcheck.rules.registry import all_rules  # noqa: E402
from aptcheck.tasks.check import check_paths  # noqa: E402

GOLDEN = ROOT / "tests" / "rules" / "messages.txt"
SAMPLES = ROOT / "sample_proposals"
TODAY = datetime(2026, 11, 1)

#: A sentence, or a reason: (kind, text).
Entry = tuple[str, ...]

_KINDS = {
    Outcome.FINDING: "not checked",
    Outcome.NOT_CHECKED: "not checked",
    Outcome.NOT_APPLICABLE: "not applicable",
}
#: What the engine says for all rules.
_EVERY_RULE = (
    "not selected",
    "the proposal could not be read",
    "the rule failed",
    "aptcheck failed",
)
_COUNT = re.compile(r"^(?:also )?\d+ not checked: ")
#: A catalogue file is read on the day of the test; the golden file must be the same every day.
_ASKED = re.compile(r"(?<=\.csv on )\d{4}-\d{2}-\d{2}")


class Listener:
    """Records every report that is made while it listens."""

    def __init__(self) -> None:
        self.heard: dict[str, set[Entry]] = defaultdict(set)

    def listen(self) -> None:
        """Record every report from now on, however it is made."""
        reports: Any = ProposalReport
        made = reports.__init__

        def noted(report: ProposalReport, **fields: object) -> None:
            made(report, **fields)
            self._note(report)

        reports.__init__ = noted

    def _note(self, report: ProposalReport) -> None:
        for finding in report.findings:
            message = _ASKED.sub(f"{TODAY:%Y-%m-%d}", finding.message)
            self.heard[finding.code].add(("message", message, finding.fix))
        for line in report.coverage:
            kind = _KINDS.get(line.outcome)
            if kind is None or line.reason is None or line.reason.startswith(_EVERY_RULE):
                continue
            for reason in _COUNT.sub("", line.reason).split("; "):
                self.heard[line.code].add((kind, reason))


def speak() -> dict[str, set[Entry]]:
    """Run the rules' tests and check the samples; return the texts by code.

    Raises
    ------
    SystemExit
        A test fails.
    """
    listener = Listener()
    listener.listen()
    if pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", str(ROOT / "tests" / "rules")]):
        sys.exit("The tests of the rules fail: no texts are written.")
    check_paths([SAMPLES], Options(today=TODAY))
    return listener.heard


def golden(heard: dict[str, set[Entry]]) -> str:
    """Return the file: by rule, sorted, one of those that differ only in numbers."""
    parts = []
    for rule in all_rules():
        shapes: dict[Entry, Entry] = {}
        for entry in sorted(heard[rule.code]):
            shapes.setdefault(tuple(_shape(text) for text in entry), entry)
        parts.append(f"{rule.code} {rule.name}\n" + "".join(map(_lines, sorted(shapes.values()))))
    return "\n".join(parts)


def _shape(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?(?:e[-+]\d+)?", "0", text)


def _lines(entry: Entry) -> str:
    kind, text, *fix = entry
    return f"  {kind}: {text}\n" + "".join(f"      fix: {line}\n" for line in fix)


def main() -> int:
    """Write or check."""
    text = golden(speak())
    if "--check" not in sys.argv:
        GOLDEN.write_text(text, encoding="utf-8")
        return 0
    kept = GOLDEN.read_text(encoding="utf-8")
    sys.stdout.writelines(
        difflib.unified_diff(
            kept.splitlines(keepends=True), text.splitlines(keepends=True), "kept", "now", n=1
        )
    )
    if kept != text:
        print("tests/rules/messages.txt is out of date: run python -m scripts.messages")
    return int(kept != text)


if __name__ == "__main__":
    sys.exit(main())
