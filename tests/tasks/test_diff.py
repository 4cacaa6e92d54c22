"""Two versions of a proposal: which findings are the same."""

from __future__ import annotations

from dataclasses import replace

from aptcheck.difference import Difference
from aptcheck.finding import Severity, Suppression
from aptcheck.tasks.diff import difference
from aptcheck.testing import (
    Document,
    exposure,
    pair,
)
from tests.judging import judged
from tests.reading import model_of

FORTY = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


def compared(old: Document, new: Document, **config: object) -> Difference:
    return difference(judged(old, **config), judged(new, **config), model_of(old), model_of(new))


def codes(found: tuple) -> list[str]:
    return sorted(one.finding.code for one in found)


def test_a_proposal_does_not_differ_from_itself() -> None:
    same = compared(pair(sky=FORTY), pair(sky=FORTY))
    assert (same.changes, same.appeared, same.fixed, same.not_checked) == ((), (), (), ())
    assert "BKG201" in codes(same.unchanged)


def test_a_version_that_lines_were_added_to_does_not_differ() -> None:
    old = pair(sky=FORTY)
    new = replace(old, text=old.text.replace("<Targets", "\n\n<!-- moved -->\n<Targets", 1))
    shifted = compared(old, new)
    assert (shifted.changes, shifted.appeared, shifted.fixed) == ((), (), ())


def test_findings_are_new_fixed_or_unchanged() -> None:
    old = pair(sky=FORTY, link={"non_interruptible": False})
    new = pair(sky={**FORTY, "acquisition": "Same Target as Observation"})
    found = compared(old, new)
    assert "BKG105" in codes(found.fixed)
    assert "BKG501" in codes(found.appeared)
    assert "BKG201" in codes(found.unchanged)
    assert found.reaches(Severity.ERROR)
    assert not compared(new, new).reaches(Severity.INFO)


def test_a_programme_number_does_not_make_findings_new() -> None:
    found = compared(pair(sky=FORTY, program=0), pair(sky=FORTY, program=4711))
    assert (found.appeared, found.fixed) == ((), ())
    assert "BKG201" in codes(found.unchanged)


def test_what_is_not_checked_any_more_is_not_called_fixed() -> None:
    old, new = judged(pair(sky=FORTY)), judged(pair(sky=FORTY), select=("BKG1",))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    assert "BKG201" not in codes(found.fixed)
    assert "BKG201" in codes(found.not_checked)
    note = next(c.note for c in found.not_checked if c.finding.code == "BKG201")
    assert note == "In the new version, BKG201 was not checked (not selected)."


def test_what_was_not_checked_before_says_that_it_may_be_old() -> None:
    old, new = judged(pair(sky=FORTY), select=("BKG1",)), judged(pair(sky=FORTY))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    (new_one,) = [c for c in found.appeared if c.finding.code == "BKG201"]
    assert "It may be old" in str(new_one.note)


def test_a_suppressed_finding_that_is_new_does_not_fail() -> None:
    report = judged(pair(sky=FORTY), select=("BKG201",))
    hidden = [replace(f, suppressed=Suppression(reason="known")) for f in report.findings]
    new = replace(report, findings=tuple(hidden))
    found = difference(judged(pair(), select=("BKG201",)), new, model_of(pair()), model_of(pair()))
    assert codes(found.appeared) == ["BKG201"]
    assert not found.reaches(Severity.INFO)


def test_a_version_that_cannot_be_read_has_no_changes_but_says_why() -> None:
    report = judged(pair())
    found = difference(report, report, model_of(pair()), None)
    assert found.changes == ()
    assert found.uncompared == "The new version could not be read."
