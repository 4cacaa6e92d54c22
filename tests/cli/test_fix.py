"""``aptcheck fix`` as a user types it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aptcheck
import aptcheck.errors
from aptcheck.apt import read_path
from aptcheck.testing import coronagraph, ifu, pair, target
from tests.cli.running import ROOT, Done, refused, run, spawn
from tests.other_modes import three_modes
from tests.posix import posix
from tests.rules.other_modes import pair_of
from tests.runners import hidden, obeyed

SLIPS = pair(
    sky={"groups": 14, "acquisition": "Same Target as Observation"}, links=[], title="Slips"
)
Fix = Callable[..., Done]


@pytest.fixture
def fix(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fix:
    monkeypatch.chdir(tmp_path)
    SLIPS.write(Path("p.xml"))
    return lambda *arguments: run(capsys, "fix", *arguments)


def test_without_a_name_the_changes_are_shown_and_nothing_is_written(fix: Fix) -> None:
    bare, shown = fix("p.xml"), fix("p.xml", "--diff")
    assert bare == shown
    assert bare.status == 0
    assert bare.out.startswith("--- a/p.xml\n+++ b/p.xml\n@@ ")
    assert "+                        <mmrs:AcqTargetID>NONE</mmrs:AcqTargetID>" in bare.out
    assert "To be fixed: 2 findings" in bare.err
    assert "error BKG501 background-target-acquisition, observation 2 (safe)" in bare.err
    assert (
        "error BKG104 background-not-linked, observation 2\n    Needs --unsafe-fixes." in bare.err
    )
    assert "Nothing was written: to write the copy, give --output NEW without --diff." in bare.err
    assert [*Path().iterdir()] == [Path("p.xml")]


def test_the_diff_makes_the_copy(fix: Fix) -> None:
    shown = fix("p.xml", "--unsafe-fixes")
    assert fix("p.xml", "--unsafe-fixes", "-o", "copy.xml").status == 0
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "-"], input=shown.out.encode(), check=True)
    assert Path("p.xml").read_bytes() == Path("copy.xml").read_bytes()


def test_a_copy_is_written_with_instructions(fix: Fix) -> None:
    done = fix("p.xml", "-o", "copy.xml")
    assert done.status == 0
    assert done.err == ""
    assert done.out.splitlines()[0] == "Fixed: 2 findings"
    reported = " ".join(done.out.split())
    assert (
        "Written to copy.xml. Open the copy in APT, rerun APT's own checks and the Visit"
        in reported
    )
    assert read_path("copy.xml").proposal.observations[1].mrs.acquisition.kind == "none"
    assert Path("p.xml").read_bytes() == SLIPS.xml
    assert [path.name for path in sorted(Path().iterdir())] == ["copy.xml", "p.xml"]


def test_with_a_name_and_diff_nothing_is_written(fix: Fix) -> None:
    assert fix("p.xml", "-o", "copy.xml", "--diff").out.startswith("--- a/p.xml")
    assert not Path("copy.xml").exists()


def test_a_copy_goes_through_a_pipe(fix: Fix) -> None:
    done = spawn("fix", "p.xml", "-o", "-")
    assert done.returncode == 0
    assert fix("p.xml", "-o", "copy.xml").status == 0
    assert done.stdout == Path("copy.xml").read_bytes()
    assert done.stderr.startswith(b"Fixed: ")


def test_nothing_to_fix_is_reported(fix: Fix) -> None:
    pair().write(Path("good.xml"))
    done = fix("good.xml", "-o", "copy.xml")
    assert done.status == 0
    assert "Nothing to fix: no copy was written." in done.out + done.err
    assert not Path("copy.xml").exists()
    piped = spawn("fix", "good.xml", "-o", "-")
    assert piped.stdout == pair().xml
    assert b"the proposal was written there unchanged" in piped.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("p.xml", "-o", "p.xml"), "is read by this command"),
        (("p.xml", "-o", "there.xml"), "already exists"),
        (("p.xml", "-o", "copy.aptx"), "give it the ending .xml"),
        (("p.xml", "-o", "none/copy.xml"), "no folder"),
        (("none.xml",), "does not exist"),
        ((".",), "not a file"),
        (("p.xml", "--select", "BKG999"), "BKG999"),
        (("p.xml", "--catalog", "none.csv"), "none.csv"),
        (("broken.xml",), "cut short"),
    ],
)
def test_an_impossible_request_is_refused_in_one_line(
    fix: Fix, arguments: tuple[str, ...], words: str
) -> None:
    Path("there.xml").write_text("mine")
    Path("broken.xml").write_text("<JwstProposal")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    assert words in refused("fix", *arguments)
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before
    assert fix("p.xml").status == 0


def test_a_hostile_name_is_shown_not_obeyed(fix: Fix) -> None:
    name = "\x1b[31m::error::x\u202e"
    pair(
        sky={"groups": 14},
        sky_target={"name": "S", "extended": "NO", "comments": "::warning::y"},
        more_targets=[target(3, name.replace("\x1b", "&#27;"))],
        science={"label": "\n::error::z\u202e"},
        links=[],
        title="t",
    ).write(Path("hostile.xml"))
    done = fix("hostile.xml", "--unsafe-fixes")
    assert not obeyed(done.err)
    assert not obeyed(done.out)
    assert not hidden(done.err)
    written = fix("hostile.xml", "--unsafe-fixes", "-o", "copy.xml")
    assert not hidden(written.out)
    assert not obeyed(written.out)


def test_the_archive_of_a_sample_is_named_with_its_member(fix: Fix) -> None:
    sample = ROOT / "sample_proposals" / "broken.aptx"
    done = fix(sample, "--catalog", "none")
    assert done.out.splitlines()[0] == "--- a/broken.aptx:4107.xml"


def test_colours_are_only_for_a_terminal(fix: Fix, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m+" in fix("p.xml").out
    monkeypatch.delenv("FORCE_COLOR")
    assert "\x1b" not in fix("p.xml").out


@posix
def test_the_copy_never_overwrites_the_proposal(fix: Fix) -> None:
    for redirection in (">>p.xml", "1<>p.xml"):
        done = subprocess.run(
            ["sh", "-c", f"'{sys.executable}' -m aptcheck fix p.xml -o - {redirection}"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 2
        assert b"this command reads" in done.stderr
        assert Path("p.xml").read_bytes() == SLIPS.xml
    assert fix("p.xml").status == 0


def test_a_diff_is_utf_8_whatever_the_terminal(fix: Fix) -> None:
    pair(sky={"label": "é 🔭 background", "groups": 14}).write(Path("other.xml"))
    done = spawn("fix", "other.xml", PYTHONIOENCODING="latin-1")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "-"], input=done.stdout, check=True)
    assert fix("p.xml").status == 0


def test_a_file_elsewhere_goes_by_its_name(fix: Fix, tmp_path: Path) -> None:
    assert fix(tmp_path / "p.xml").out.startswith("--- a/p.xml\n")
    Path("folder").mkdir()
    assert fix("folder/../p.xml").out.startswith("--- a/p.xml\n")


def test_what_the_file_does_not_accept_is_left_and_the_rest_written(fix: Fix) -> None:
    own = pair(
        sky={"gratings": ("SHORT", "MEDIUM"), "acquisition": "Same Target as Observation"}
    ).text
    start = own.index("<mmrs:MiriMRS>")
    end = own.index("</mmrs:MiriMRS>") + len("</mmrs:MiriMRS>")
    bare = own[start:end].replace("<mmrs:", "<").replace("</mmrs:", "</")
    bare = bare.replace(
        "<MiriMRS>", '<MiriMRS xmlns="http://www.stsci.edu/JWST/APT/Template/MiriMRS">'
    )
    Path("odd.xml").write_text(own[:start] + bare + own[end:])
    done = fix("odd.xml", "--unsafe-fixes", "-o", "copy.xml")
    assert done.status == 0
    assert "error BKG501" in done.out
    assert "The Exposure cannot be copied" in done.out


@pytest.mark.parametrize(
    "wrong", [{"unsafe": "no"}, {"suggest": 1}, {"output": "folder/"}, {"output": ""}, {"path": 3}]
)
def test_wrong_arguments_are_refused(fix: Fix, wrong: dict[str, Any]) -> None:
    with pytest.raises(aptcheck.errors.UsageError):
        aptcheck.fix(**{"path": "p.xml", **wrong})
    assert [*Path().iterdir()] == [Path("p.xml")]
    assert fix("p.xml").status == 0


def test_an_archive_that_cannot_be_kept_is_refused(fix: Fix) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("p.xml", SLIPS.xml)
    Path("odd.aptx").write_bytes(out.getvalue() + b"trailing")
    assert "archive" in refused("fix", "odd.aptx", "-o", "copy.aptx")
    assert not Path("copy.aptx").exists()
    assert fix("p.xml").status == 0


def test_the_form_of_another_mode_is_corrected(fix: Fix) -> None:
    pair_of(coronagraph, sky={"background_quadrant": "1", "groups": 7}).write(Path("star.xml"))
    done = fix("star.xml", "-o", "copy.xml")
    assert "Observation 2: set Groups/Int to 500\n" in done.out
    assert "Photon time" not in done.out
    assert fix("copy.xml", "--select", "BKG201").err == "Nothing to fix: no copy was written.\n"
    pair_of(ifu, science={"settings": [("G140M", "F100LP"), ("G235H", "F170LP")]}).write(
        Path("jet.xml")
    )
    shown = fix("jet.xml", "--unsafe-fixes", "--select", "BKG203").err
    assert "Observation 2: copy exposure G140M/F100LP\n" in shown


def test_nothing_to_fix_in_three_modes(fix: Fix) -> None:
    three_modes().write(Path("three.xml"))
    done = fix("three.xml")
    assert (done.status, done.out) == (0, "")
    assert done.err == "Nothing to fix: no copy was written.\n"
