"""Two versions of a proposal: which findings are the same, and what of the plan changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.apt import read_bytes
from aptcheck.difference import Change, Difference
from aptcheck.finding import Severity, Suppression
from aptcheck.model import Proposal
from aptcheck.tasks.diff import difference
from aptcheck.tasks.plan_changes import changes
from aptcheck.testing import (
    Document,
    after_link,
    dither,
    exposure,
    group,
    mrs,
    offset,
    orient_range,
    pair,
    proposal,
    target,
)
from tests.judging import judged

FORTY = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


def read(document: Document) -> Proposal:
    return read_bytes(document.xml, "proposal.xml").proposal


def told(old: Document, new: Document) -> list[str]:
    return [line(change) for change in changes(read(old), read(new))]


def line(change: Change) -> str:
    note = f" ({change.note})" if change.note else ""
    return f"{change.kind} {change.subject}/{change.field}: {change.old} -> {change.new}{note}"


def compared(old: Document, new: Document, **config: object) -> Difference:
    return difference(judged(old, **config), judged(new, **config), read(old), read(new))


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


def test_ngroups_name_the_setting_and_the_observation() -> None:
    assert told(pair(), pair(sky=FORTY))[0] == ("changed observation 2/SHORT(A) Ngroups: 27 -> 40")
    assert len(told(pair(), pair(sky=FORTY))) == 3


def test_readout_and_integrations_are_told_apart() -> None:
    found = told(pair(), pair(sky={"readout": "SLOWR1", "integrations": 2}))
    assert "changed observation 2/LONG(C) readout: FASTR1 -> SLOWR1" in found
    assert "changed observation 2/LONG(C) integrations: 1 -> 2" in found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {},
            {"links": []},
            "removed links/1, 2 together: SEQUENCE 1, 2, NON-INTERRUPTIBLE -> None",
        ),
        (
            {"links": []},
            {},
            "added links/1, 2 together: None -> SEQUENCE 1, 2, NON-INTERRUPTIBLE",
        ),
        (
            {},
            {"link": {"non_interruptible": False}},
            "changed links/1, 2 together: SEQUENCE 1, 2, NON-INTERRUPTIBLE -> SEQUENCE 1, 2",
        ),
        (
            {},
            {"links": [group(2, 1)]},
            (
                "changed links/1, 2 together: SEQUENCE 1, 2, NON-INTERRUPTIBLE -> "
                "SEQUENCE 2, 1, NON-INTERRUPTIBLE"
            ),
        ),
        (
            {},
            {"sky": {"dithers": [dither("2-Point")]}},
            (
                "changed observation 2/dither 1: 4-POINT, EXTENDED SOURCE, NEGATIVE -> "
                "2-POINT, EXTENDED SOURCE, NEGATIVE"
            ),
        ),
        (
            {},
            {"sky": {"acquisition": "Same Target as Observation"}},
            (
                "changed observation 2/acquisition: none -> Same Target as Observation, FND, "
                "FASTGRPAVG, Ngroups 10"
            ),
        ),
        (
            {},
            {"sky": {"primary": "IMAGER"}},
            "changed observation 2/primary channel: ALL -> IMAGER",
        ),
        (
            {},
            {"science": {"special": [orient_range(10, 20)]}},
            "added observation 1/orient: None -> 10 to 20 deg, aperture",
        ),
        (
            {},
            {"science": {"special": [offset(1.5, -2)]}},
            "added observation 1/offset: None -> 1.5, -2 arcsec",
        ),
        (
            {},
            {"science_target": {"background": []}},
            "removed target NGC-1/backgrounds: NGC-1-SKY -> None",
        ),
        ({}, {"title": "Another"}, "changed proposal/title: A proposal -> Another"),
    ],
)
def test_what_matters_is_told(old: dict, new: dict, expected: str) -> None:
    assert expected in told(pair(**old), pair(**new))


def test_a_moved_target_says_how_far() -> None:
    (change,) = changes(read(pair()), read(pair(sky_target={"north": 95})))
    assert change.subject == "target NGC-1-SKY"
    assert change.field == "position"
    assert change.note is not None
    assert change.note.startswith("moved by ")
    assert float(change.note.split()[2]) == pytest.approx(5.0, abs=0.02)


def test_a_renamed_target_is_not_a_new_one() -> None:
    found = told(pair(), pair(sky_target={"name": "BLANK"}))
    assert "changed target BLANK/name: NGC-1-SKY -> BLANK" in found
    assert not [text for text in found if text.startswith(("added target", "removed target"))]


def test_renumbered_targets_are_the_same() -> None:
    def numbered(first: int, second: int) -> Document:
        return proposal(
            targets=[target(first, "A", background=[second]), target(second, "A-SKY", north=60)],
            observations=[mrs(1, first), mrs(2, second)],
            links=[group(1, 2)],
        )

    assert told(numbered(1, 2), numbered(7, 9)) == []


def test_a_target_and_an_observation_come_and_go_as_a_whole() -> None:
    more = pair(
        more_targets=[target(3, "NEW", north=300)],
        more_observations=[mrs(3, 3)],
        more_links=[after_link(3, 1)],
    )
    found = told(pair(), more)
    assert [text.split(":")[0] for text in found] == [
        "added target NEW/None",
        "added observation 3/None",
        "added links/3 after 1",
    ]
    assert "NEW, MiriMRS" in found[1]
    assert [text.split(" ")[0] for text in told(more, pair())] == ["removed"] * 3


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
    found = difference(old, new, read(pair()), read(pair()))
    assert "BKG201" not in codes(found.fixed)
    assert "BKG201" in codes(found.not_checked)
    note = next(c.note for c in found.not_checked if c.finding.code == "BKG201")
    assert note == "In the new version, BKG201 was not checked (not selected)."


def test_what_was_not_checked_before_says_that_it_may_be_old() -> None:
    old, new = judged(pair(sky=FORTY), select=("BKG1",)), judged(pair(sky=FORTY))
    found = difference(old, new, read(pair()), read(pair()))
    (new_one,) = [c for c in found.appeared if c.finding.code == "BKG201"]
    assert "It may be old" in str(new_one.note)


def test_a_suppressed_finding_that_is_new_does_not_fail() -> None:
    report = judged(pair(sky=FORTY), select=("BKG201",))
    hidden = [replace(f, suppressed=Suppression(reason="known")) for f in report.findings]
    new = replace(report, findings=tuple(hidden))
    found = difference(judged(pair(), select=("BKG201",)), new, read(pair()), read(pair()))
    assert codes(found.appeared) == ["BKG201"]
    assert not found.reaches(Severity.INFO)


def test_a_version_that_cannot_be_read_has_no_changes_but_says_why() -> None:
    report = judged(pair())
    found = difference(report, report, read(pair()), None)
    assert found.changes == ()
    assert found.uncompared == "The new version could not be read."
