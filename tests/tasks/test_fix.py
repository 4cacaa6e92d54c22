"""Which findings a correction fixes, and which it leaves."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.errors import UsageError
from aptcheck.testing import exposure, group, leaf, mrs, nest, pair, target
from tests.fixing.correcting import codes, correction, left, model_after, reasons, remaining
from tests.shared import ROOT

SAMPLES = ROOT / "sample_proposals"
SLIPS = pair(
    sky={"groups": 14, "acquisition": "Same Target as Observation"},
    sky_target={"extended": "NO"},
)


def only(finding: Any) -> tuple[str, str, int | None]:
    return finding.code, finding.severity.value, finding.observation


def test_safe_ones_are_fixed_without_being_asked() -> None:
    found = correction(SLIPS, unsafe=False)
    assert [one.finding.code for one in found.fixed] == ["BKG201", "BKG501", "BKG502"]
    assert found.left == ()
    assert found.without_remedy == 0
    assert remaining(found) == []
    assert found.fixed[1].changes == ("Observation 2: set Acq Target to NONE",)


def test_a_proposal_without_faults_is_its_own_copy() -> None:
    found = correction(pair())
    assert not found.differs
    assert (found.data, found.diff) == (pair().xml, "")


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"select": ["BKG5"]}, ["BKG501", "BKG502"]),
        ({"ignore": ["BKG501", "BKG2"]}, ["BKG502"]),
        ({"suppress": [{"code": "BKG501", "reason": "a test"}]}, ["BKG201", "BKG502"]),
    ],
)
def test_findings_that_a_check_leaves_out_are_not_fixed(
    how: dict[str, Any], expected: list[str]
) -> None:
    assert codes(correction(SLIPS, unsafe=False, **how)) == expected


@pytest.mark.parametrize("how", [{"profile": "draft"}, {"severity": {"BKG201": "info"}}])
def test_a_milder_finding_is_fixed_too(how: dict[str, Any]) -> None:
    assert codes(correction(SLIPS, unsafe=False, **how)) == ["BKG201", "BKG501", "BKG502"]


def test_visits_already_taken_are_not_changed() -> None:
    taken = pair(both={"status": "COMPLETED"}, sky={"groups": 14, "status": "COMPLETED"})
    assert not correction(taken).differs
    half = pair(sky={"groups": 14, "status": "COMPLETED"})
    assert not correction(half).differs


def test_of_two_conflicting_fixes_the_worse_finding_comes_first() -> None:
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM")]
    document = pair(sky={"exposures": rows})
    found = correction(document, select=["BKG2", "BKG4"])
    assert codes(found) == ["BKG203"]
    assert left(found) == ["BKG403"]
    assert "BKG203" in reasons(found)
    again = correction(found.data, select=["BKG2", "BKG4"])
    assert codes(again) == ["BKG403"]
    assert remaining(again, select=["BKG2", "BKG4"]) == []


def test_one_change_that_fixes_two_findings_is_made_once() -> None:
    document = pair(
        sky={
            "exposures": [
                exposure("SHORT", readout="SLOWR1"),
                exposure("MEDIUM", groups=9),
                exposure("LONG"),
            ]
        }
    )
    found = correction(document, unsafe=False, select=["BKG2"])
    assert codes(found) == ["BKG201", "BKG202"]
    assert remaining(found, select=["BKG2"]) == []


def stored(number: int, *, program: int = 1234) -> str:
    text = (
        '&lt;VpVisitData EngineVersion="17.0"&gt;&lt;StVisitSchedulingWindows UpToDate="true" '
        'StSchedulingPCF="1753076082000 1.0 1753119282000"/&gt;&lt;/VpVisitData&gt;'
    )
    name = f"Visit Planner:{program:05d}:{number:03d}:001"
    return f'<ToolData><ToolValue Name="{name}">{text}</ToolValue></ToolData>'


def planned(**sky: Any) -> Any:
    return pair(
        science={"raw": stored(1)},
        sky={"raw": stored(2), **sky},
        more_targets=[target(3, "FAR", ra=200.0)],
        more_observations=[mrs(3, 3, label="far", raw=stored(3))],
    )


def test_plans_of_changed_and_linked_observations_are_out_of_date() -> None:
    found = correction(planned(groups=14), unsafe=False)
    assert found.outdated == (1, 2)
    text = found.data.decode()
    assert text.count('UpToDate="false"') == 2
    assert text.count('UpToDate="true"') == 1
    assert text.replace('UpToDate="false"', 'UpToDate="true"') == planned().text


def test_a_plan_does_not_depend_on_what_a_target_lists() -> None:
    document = planned()
    unticked = document.text.replace("<BackgroundTargetReq>true<", "<BackgroundTargetReq>false<", 1)
    found = correction(unticked, unsafe=False)
    assert codes(found) == ["BKG103"]
    assert found.outdated == ()


def test_broken_is_fixed_as_far_as_it_can_be(tmp_path: Path) -> None:
    copy = tmp_path / "copy.aptx"
    lock = SAMPLES / "aptcheck.lock"
    found = aptcheck.fix(SAMPLES / "broken.aptx", output=copy, unsafe=True, catalog=lock)
    assert found.differs
    (report,) = aptcheck.check(copy, catalog=lock).proposals
    errors = [one for one in report.findings if one.severity == "error"]
    # a missing observation, a background on its source, an empty list: a program can fix none
    assert [one.code for one in errors] == ["BKG101", "BKG603", "BKG103"]
    assert [one.fixable for one in errors] == [None, "unsafe", None]
    moved = aptcheck.fix(copy, unsafe=True, suggest=True, catalog=lock)
    assert codes(moved) == ["BKG603"]


def test_a_star_in_the_background_is_left_behind(tmp_path: Path) -> None:
    copy = tmp_path / "copy.aptx"
    lock = SAMPLES / "aptcheck.lock"
    sample = SAMPLES / "star-in-the-background.aptx"
    found = aptcheck.fix(sample, output=copy, suggest=True, catalog=lock)
    assert codes(found) == ["SKY101"]
    (report,) = aptcheck.check(copy, catalog=lock).proposals
    assert report.verdict == "pass"
    assert report.scope.fields_checked == report.scope.fields == 1
    (first,) = aptcheck.suggest(sample, catalog=lock, count=1).targets[0].suggestions
    assert model_after(found).targets[1].coordinates_text == first.apt


def test_next_to_its_lock_the_copy_is_checked_with_it(tmp_path: Path) -> None:
    for name in ("star-in-the-background.aptx", "aptcheck.lock"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    aptcheck.fix(
        tmp_path / "star-in-the-background.aptx", output=tmp_path / "copy.aptx", suggest=True
    )
    (report,) = aptcheck.check(tmp_path / "copy.aptx").proposals
    assert report.verdict == "pass"


def test_the_archive_is_the_same_except_the_proposal(tmp_path: Path) -> None:
    sample = SAMPLES / "broken.aptx"
    found = aptcheck.fix(sample, output=tmp_path / "copy.aptx", unsafe=True, catalog="none")
    assert found.suffix == ".aptx"
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(tmp_path / "copy.aptx") as new:
        assert old.namelist() == new.namelist()
        assert old.read("manifest") == new.read("manifest")
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert one.date_time == other.date_time


def test_nothing_to_fix_writes_nothing(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "p.xml")
    found = aptcheck.fix(file, output=tmp_path / "copy.xml", catalog="none")
    assert not found.differs
    assert not (tmp_path / "copy.xml").exists()


@pytest.mark.parametrize(
    "name", ["p.xml", "there.xml", "copy.aptx", "aptcheck.lock", "no/copy.xml"]
)
def test_some_names_are_refused_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    file = SLIPS.write(tmp_path / "p.xml")
    (tmp_path / "there.xml").write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError):
        aptcheck.fix(file, output=tmp_path / name, catalog="none")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_link_to_the_proposal_is_not_a_new_file(tmp_path: Path) -> None:
    file = SLIPS.write(tmp_path / "p.xml")
    (tmp_path / "link.xml").symlink_to(file)
    with pytest.raises(UsageError):
        aptcheck.fix(file, output=tmp_path / "link.xml", catalog="none")
    assert file.read_bytes() == SLIPS.xml


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "p.xml"
    file.write_text("<JwstProposal")
    with pytest.raises(UsageError, match="cut short"):
        aptcheck.fix(file)


def test_the_diff_names_the_file_and_the_member() -> None:
    found = correction(SLIPS, unsafe=False)
    lines = found.diff.splitlines()
    assert lines[0].startswith("--- a/")
    assert lines[1].startswith("+++ b/")
    assert (
        "-                        <mmrs:AcqTargetID>Same Target as Observation</mmrs:AcqTargetID>"
        in lines
    )


def test_two_sciences_of_one_target_share_its_declared_backgrounds() -> None:
    document = pair(
        science_target={"background": []},
        more_observations=[mrs(3, 1, label="second epoch")],
        links=[group(1, 2)],
    )
    found = correction(document, select=["BKG102"])
    assert codes(found) == ["BKG102"]
    assert "observation 3" in found.fixed[0].cost


def test_dithers_that_do_not_move_are_left() -> None:
    odd = nest("mmrs:MrsDitherSpecification", leaf("mmrs:DitherType", "1-Point"))
    rows = [exposure(g, dither="None") for g in ("SHORT", "MEDIUM", "LONG")]
    found = correction(pair(sky={"dithers": [odd], "exposures": rows}), select=["BKG403"])
    assert not found.differs
    assert left(found) == ["BKG403"]


@pytest.mark.parametrize(
    ("sample", "code", "options"),
    [
        ("star-in-the-background", "SKY101", ("--suggest",)),
        ("disc-through-the-slit", "ORI101", ("--unsafe-fixes", "--suggest")),
    ],
)
def test_any_option_that_a_finding_names_fixes_it_and_no_other_does(
    sample: str, code: str, options: tuple[str, ...]
) -> None:
    path = SAMPLES / f"{sample}.aptx"
    (found,) = aptcheck.check(path, select=code).findings
    assert found.fix_options == options
    for given in ("", "--unsafe-fixes", "--suggest"):
        corrected = aptcheck.fix(
            path, unsafe=given == "--unsafe-fixes", suggest=given == "--suggest"
        )
        fixed = {one.finding.fingerprint for one in corrected.fixed}
        assert (found.fingerprint in fixed) == (given in options)
