"""The texts of all rules, in messages.txt and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aptcheck.rules.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "tests" / "rules"
GOLDEN = (RULES / "messages.txt").read_text(encoding="utf-8")
SENTENCES = [line.split(": ", 1)[1] for line in GOLDEN.splitlines() if line.startswith("  ")]

ONE = r"(?:is|has|does|was|takes|covers|shares|looks|points|mixes|uses|lists|needs|stands|serves)"
MANY = r"(?:are|have|do|were|take|cover|share|look|point|mix|use|list|need|stand|serve)"
NOUNS = r"(?:observation|target|exposure|dither|tile|source|position|field|day|proposal)"
#: The beginning of a sentence or clause, so that its subject follows.
FIRST = r"(?:^|[:;,(] |\bbut )(?:[Bb]ackground |[Ss]cience )?"
#: (name, pattern): a noun that does not agree with its number, or a verb with its noun.
FAULTS = {
    "several observations and a verb for one": rf"(?i){FIRST}{NOUNS}s [\d, ]+ and \d+ {ONE}\b",
    "one observation and a verb for several": rf"(?i){FIRST}{NOUNS} \d+ {MANY}\b",
    "several numbers and one noun": rf"\b{NOUNS} \d+(?:, \d+)* and \d+",
    "one number and several nouns": rf"\b{NOUNS}s \d+(?![\d.,]| and| to| of)",
    "1 and a plural": rf"(?<![\d.,])(?<!bservation )\b1 {NOUNS}s\b",
    "more than 1 and a singular": rf"(?<![\d.])\b(?:[2-9]|[1-9]\d+) {NOUNS}\b(?!-)",
    "several names and a verb for one": r"\b[A-Z][\w-]+ and [A-Z][\w-]+, which (?:is|has|does)\b",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_singular_and_plural_agree(fault: str) -> None:
    wrong = [text for text in SENTENCES if re.search(FAULTS[fault], text)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("several observations and a verb for one", "in it: observations 2 and 3 covers SHORT(A)"),
        ("one observation and a verb for several", "observation 2 are linked"),
        ("several numbers and one noun", "observation 2, 3 and 4"),
        ("one number and several nouns", "observations 2: the subarray"),
        ("1 and a plural", "taken at 1 positions;"),
        ("more than 1 and a singular", "taken at 12 position;"),
        ("several names and a verb for one", "the background of NGC-1 and NGC-2, which has no"),
    ],
)
def test_each_of_these_faults_would_be_seen(fault: str, text: str) -> None:
    assert re.search(FAULTS[fault], text)


def test_every_rule_has_its_messages() -> None:
    parts = {part.split(" ", 1)[0]: part for part in GOLDEN.split("\n\n")}
    assert [rule.code for rule in all_rules()] == list(parts), "run python -m scripts.messages"
    silent = [code for code, part in parts.items() if "\n  message: " not in part]
    assert silent == []


def test_sentences_end_and_reasons_do_not() -> None:
    for line in GOLDEN.splitlines():
        kind, _, text = line.strip().partition(": ")
        if kind in ("message", "fix"):
            assert text.endswith((".", ")", "?")), line
        elif line.startswith("  "):
            assert not text.endswith("."), line


def test_no_test_of_a_rule_depends_on_its_words() -> None:
    for path in RULES.rglob("*.py"):
        assert not re.search(r"\.(message|fix)\b", path.read_text(encoding="utf-8")), path


def test_no_code_of_a_rule_is_named_outside_the_rules() -> None:
    named = re.compile(r"\b(?:" + "|".join(rule.code for rule in all_rules()) + r")\b")
    package = ROOT / "aptcheck"
    for path in package.rglob("*"):
        if path.suffix not in {".py", ".html", ".js", ".css"}:
            continue
        if path.is_relative_to(package / "rules") or path.is_relative_to(package / "testing"):
            continue
        found = named.findall(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)} names {', '.join(found)}"
