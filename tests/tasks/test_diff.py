"""Two versions of a proposal: which findings are the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aptcheck.difference import Compared, Difference
from aptcheck.finding import Severity, Suppression
from aptcheck.tasks.diff import difference
from aptcheck.testing import Document, exposure, group, mrs, pair, proposal, target
from tests.judging import judged
from tests.reading import model_of

FORTY = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


def compared(old: Document, new: Document, **config: object) -> Difference:
    return difference(judged(old, **config), judged(new, **config), model_of(old), model_of(new))


def codes(found: tuple[Compared, ...]) -> list[str]:
    return sorted(one.finding.code for one in found)


def test_a_proposal_does_not_differ_from_itself() -> None:
    same = compared(pair(sky=FORTY), pair(sky=FORTY))
    assert (same.changes, same.appeared, same.fixed, same.not_checked) == ((), (), (), ())
    assert "BKG201" in codes(same.unchanged)


def test_added_lines_make_no_difference() -> None:
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


def test_a_rule_no_longer_checked_does_not_make_a_finding_fixed() -> None:
    old, new = judged(pair(sky=FORTY)), judged(pair(sky=FORTY), select=("BKG1",))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    assert "BKG201" not in codes(found.fixed)
    assert "BKG201" in codes(found.not_checked)
    note = next(c.note for c in found.not_checked if c.finding.code == "BKG201")
    assert note == "In the new version, BKG201 was not checked (not selected)."


def test_a_finding_not_checked_before_may_not_be_new() -> None:
    old, new = judged(pair(sky=FORTY), select=("BKG1",)), judged(pair(sky=FORTY))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    (new_one,) = [c for c in found.appeared if c.finding.code == "BKG201"]
    assert "It may not be new" in str(new_one.note)


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


ONCE = ("BKG401",)


def undithered(*skies: int, dithered: tuple[int, ...] = ()) -> Document:
    """A pair on a point source for each background, with even number n and science n - 1."""
    bare: dict[str, Any] = {"dither": "None"}
    return proposal(
        targets=[
            entry
            for n in skies
            for entry in (
                target(n - 1, f"STAR-{n}", extended="NO", background=[n], north=900 * n),
                target(n, f"SKY-{n}", north=900 * n + 90, category="Calibration"),
            )
        ],
        observations=[
            one
            for n in skies
            for one in (
                mrs(n - 1, label=f"STAR-{n}"),
                mrs(n, label=f"STAR-{n} sky", **({} if n in dithered else bare)),
            )
        ],
        links=[group(n - 1, n) for n in skies],
    )


def listed(found: tuple[Compared, ...]) -> list[tuple[int | None, tuple[int, ...], str | None]]:
    return [(one.finding.observation, one.finding.related_observations, one.note) for one in found]


def test_a_finding_with_a_shorter_list_is_not_new() -> None:
    found = compared(undithered(2, 4, 6), undithered(2, 4, 6, dithered=(6,)), select=ONCE)
    assert listed(found.appeared) == []
    assert listed(found.unchanged) == [(None, (2, 4), None)]
    assert listed(found.fixed) == [(None, (2, 4, 6), "Observations 2 and 4 still have it.")]
    assert not found.reaches(Severity.INFO)


def test_the_last_one_of_a_list_is_not_new() -> None:
    found = compared(undithered(2, 4), undithered(2), select=ONCE)
    assert (listed(found.appeared), listed(found.unchanged)) == ([], [(2, (1,), None)])
    assert listed(found.fixed) == [(None, (2, 4), "Observation 2 still has it.")]


def test_a_finding_with_a_longer_list_is_new_and_names_the_old() -> None:
    found = compared(undithered(2), undithered(2, 4), select=ONCE)
    assert listed(found.appeared) == [(None, (2, 4), "Observation 2 had it before.")]
    assert (listed(found.fixed), listed(found.unchanged)) == ([], [])
    assert found.reaches(Severity.INFO)


def test_a_list_of_other_observations_is_new_and_the_old_one_fixed() -> None:
    found = compared(undithered(2, 4), undithered(6, 8), select=ONCE)
    assert listed(found.appeared) == [(None, (6, 8), None)]
    assert listed(found.fixed) == [(None, (2, 4), None)]


def test_a_list_is_compared_without_a_programme_number_too() -> None:
    old = undithered(2, 4, 6)
    draft = replace(judged(undithered(2, 4), select=ONCE), program=None)
    found = difference(judged(old, select=ONCE), draft, model_of(old), model_of(old))
    assert (listed(found.appeared), listed(found.unchanged)) == ([], [(None, (2, 4), None)])


def test_findings_without_a_list_are_compared_by_fingerprint() -> None:
    old = judged(pair(sky=FORTY), select=("BKG201",))
    (finding,) = old.findings
    other = replace(finding, related_observations=(1, 3), fingerprint="other")
    new = replace(old, findings=(other,))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    assert listed(found.appeared) == [(2, (1, 3), None)]
    assert listed(found.fixed) == [(2, (1,), None)]


def test_another_finding_with_the_same_list_is_new() -> None:
    old = judged(undithered(2, 4), select=ONCE)
    (finding,) = old.findings
    new = replace(old, findings=(replace(finding, fingerprint="of another cause"),))
    found = difference(old, new, model_of(pair()), model_of(pair()))
    assert (listed(found.appeared), listed(found.fixed)) == ([(None, (2, 4), None)],) * 2
