"""``aptcheck baseline`` and ``check --baseline``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import validate

from aptcheck.intake.bounds import MAX_BASELINE, MAX_BASELINE_FINDINGS, MAX_BASELINE_VALUES
from aptcheck.testing import Document, exposure, group, mrs, pair, proposal, target
from tests.cli.running import Done, run

ROOT = Path(__file__).resolve().parents[2]
SLIP = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    return pair(sky=SLIP).write(tmp_path / "slip.xml")


def check_json(capsys: pytest.CaptureFixture[str], path: Path, *more: object) -> Done:
    return run(capsys, "check", path, "--format", "json", *more)


def test_baselined_findings_are_listed_marked_and_do_not_count(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slip.parent / "base.json"
    done = run(capsys, "baseline", slip, "-o", file)
    assert done.status == 0
    assert done.out.startswith(f"{file}: ")
    assert check_json(capsys, slip).status == 1
    after = check_json(capsys, slip, "--baseline", file)
    assert after.status == 0
    assert all(finding["baselined"] for finding in after.findings)
    report = json.loads(after.out)
    assert report["proposals"][0]["verdict"] == "pass"
    assert report["summary"]["errors"] == 0
    assert report["summary"]["baselined"] == len(after.findings) > 0


def test_text_counts_hidden_findings_and_shows_them_on_request(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    hidden = run(capsys, "check", slip, "--baseline", file)
    assert "BKG201" not in hidden.out
    assert " in the baseline.\n" in hidden.out
    shown = run(capsys, "check", slip, "--baseline", file, "--verbose")
    listed = shown.out.split("\nIn the baseline\n")[1]
    assert "\n  error BKG201 ngroups-mismatch, observation 2\n" in listed


def test_a_new_finding_still_fails(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    pair(sky={**SLIP, "acquisition": "1 NGC-1"}, link={"non_interruptible": False}).write(slip)
    done = check_json(capsys, slip, "--baseline", file)
    assert done.status == 1
    assert {f["code"] for f in done.findings if not f["baselined"]} >= {"BKG105"}
    assert {f["code"] for f in done.findings if f["baselined"]} >= {"BKG201"}


def test_a_finding_is_recognised_on_another_line(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    before = check_json(capsys, slip).of("BKG201")[0]["location"]["line"]
    slip.write_bytes(slip.read_bytes().replace(b"<Targets", b"\n\n\n<Targets", 1))
    done = check_json(capsys, slip, "--baseline", file)
    assert done.of("BKG201")[0]["location"]["line"] == before + 3
    assert done.status == 0


def far(*norths: float) -> Document:
    """Make stars 1, 3, ... with backgrounds 2, 4, ... this many arcsec north."""
    stars = range(1, 2 * len(norths), 2)
    return proposal(
        targets=[
            one
            for number, north in zip(stars, norths, strict=True)
            for one in (
                target(number, f"STAR-{number}", east=9000 * number, background=[number + 1]),
                target(number + 1, f"SKY-{number + 1}", east=9000 * number, north=north),
            )
        ],
        observations=[mrs(number) for star in stars for number in (star, star + 1)],
        links=[group(star, star + 1) for star in stars],
    )


@pytest.mark.parametrize(
    ("norths", "listed", "known"),
    [
        ((300, 300, 60), [2, 4], True),
        ((300, 60, 60), [], True),
        ((300, 300, 300), [2, 4, 6], False),
        ((60, 60, 300), [], False),
    ],
)
def test_a_finding_that_lists_several_is_known_until_it_lists_another(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    norths: tuple[float, ...],
    listed: list[int],
    known: bool,
) -> None:
    file, path = tmp_path / "base.json", tmp_path / "far.xml"
    far(300, 300, 60).write(path)
    run(capsys, "baseline", path, "-o", file)
    far(*norths).write(path)
    (finding,) = check_json(capsys, path, "--baseline", file).of("BKG601")
    assert [one["observation"] for one in finding["evidence"]["each"]] == listed
    assert finding["baselined"] is known


def test_proposals_are_named_from_the_folder_of_the_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cycle6").mkdir()
    pair(sky=SLIP).write(tmp_path / "cycle6" / "a.xml")
    file = tmp_path / "base.json"
    run(capsys, "baseline", tmp_path, "-o", file)
    assert list(json.loads(file.read_text())["proposals"]) == ["cycle6/a.xml"]
    monkeypatch.chdir(tmp_path / "cycle6")
    assert run(capsys, "check", "a.xml", "--baseline", "../base.json").status == 0


def test_the_same_finding_in_another_file_is_not_known(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    other = slip.parent / "other.xml"
    other.write_bytes(slip.read_bytes())
    assert check_json(capsys, other, "--baseline", file).status == 1


def test_the_file_has_one_finding_per_line_sorted_and_reproducible(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = slip.parent / "base.json"
    pair(sky=SLIP).write(slip.parent / "another.xml")
    run(capsys, "baseline", slip.parent, "-o", file)
    first = file.read_text()
    run(capsys, "baseline", slip.parent, "-o", file)
    assert file.read_text() == first
    document = json.loads(first)
    assert list(document["proposals"]) == ["another.xml", "slip.xml"]
    lines = [
        json.loads(line.strip().rstrip(",")) for line in first.splitlines() if '"code"' in line
    ]
    assert lines == [known for found in document["proposals"].values() for known in found]
    numbers = [known["observation"] or 0 for known in document["proposals"]["slip.xml"]]
    assert numbers == sorted(numbers)


def test_the_file_follows_its_schema(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "baseline", slip, "-o", slip.parent / "base.json")
    schema = json.loads((ROOT / "schemas" / "baseline.json").read_text())
    validate(json.loads((slip.parent / "base.json").read_text()), schema)


def test_an_unreadable_proposal_is_never_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, file = tmp_path / "empty.aptx", tmp_path / "base.json"
    empty.write_bytes(b"")
    done = run(capsys, "baseline", empty, "-o", file)
    assert json.loads(file.read_text())["proposals"] == {"empty.aptx": []}
    assert "1 proposal could not be checked" in done.err
    (fingerprint,) = [f["fingerprint"] for f in check_json(capsys, empty).findings]
    forged = {"code": "APT001", "observation": None, "fingerprint": fingerprint}
    document = json.loads(file.read_text())
    document["proposals"]["empty.aptx"] = [forged]
    file.write_text(json.dumps(document))
    assert check_json(capsys, empty, "--baseline", file).status == 1


def test_a_suppressed_finding_is_left_out(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (slip.parent / "aptcheck.toml").write_text(
        '[[suppress]]\ncode = "BKG201"\nobservation = 2\nreason = "We know."\n'
    )
    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    assert "BKG201" not in file.read_text()


KNOWN = b'{"kind": "aptcheck baseline", "schema_version": "1", "proposals": {"a": [%b]}}'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not JSON",
        b"[]",
        b"[" * 100_000,
        b'{"kind": "aptcheck baseline", "schema_version": "2", "proposals": {}}',
        b'{"kind": "another", "schema_version": "1", "proposals": {}}',
        b'{"schema_version": "1", "tool": {}, "proposals": [], "summary": {}}',
        b"\xff\xfe",
        b" " * (MAX_BASELINE + 1),
        KNOWN % (b'{"x":1},' * (2 * MAX_BASELINE_FINDINGS)),
        KNOWN % (b"1," * MAX_BASELINE_VALUES),
    ],
    ids=[
        *("empty", "text", "list", "deep", "later", "foreign", "report", "bytes", "large"),
        *("findings", "values"),
    ],
)
def test_a_foreign_file_gives_one_line_and_2_and_is_never_overwritten(
    slip: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    file = slip.parent / "foreign.json"
    file.write_bytes(content)
    for arguments in (("check", slip, "--baseline", file), ("baseline", slip, "-o", file)):
        done = run(capsys, *arguments)
        assert (done.status, done.out) == (2, "")
        assert len(done.err.splitlines()) == 1
        assert "foreign.json" in done.err
    assert file.read_bytes() == content


def test_a_missing_baseline_is_wrong_usage(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = check_json(capsys, slip, "--baseline", slip.parent / "none.json")
    assert (done.status, done.out) == (2, "")


def test_a_proposal_is_never_overwritten(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = slip.read_bytes()
    assert run(capsys, "baseline", slip, "-o", slip).status == 2
    assert slip.read_bytes() == before


def test_the_library_takes_a_baseline(slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import aptcheck

    file = slip.parent / "base.json"
    run(capsys, "baseline", slip, "-o", file)
    assert all(finding.baselined for finding in aptcheck.check(slip, baseline=file).findings)
