"""``aptcheck textconv``: plain text that stays the same while the plan does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.testing import Document, exposure, mrs, other, pair, target
from tests.cli.running import run
from tests.other_modes import three_modes
from tests.shared import shared, shared_folder

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted(
    path.name for path in (shared_folder() / "corpus").glob("*") if path.suffix in (".aptx", ".xml")
)


def converted(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    done = run(capsys, "textconv", path)
    assert (done.status, done.err) == (0, "")
    return done.out


def test_every_setting_of_the_pair_has_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = converted(pair().write(tmp_path / "pair.aptx"), capsys)
    sections = dict(part.split("\n", 1) for part in text.strip().split("\n\n"))
    assert list(sections) == [
        "Proposal",
        "Target 1",
        "Target 2",
        "Observation 1",
        "Observation 2",
        "Links",
    ]
    assert "  background target list: NGC-1-SKY" in sections["Target 1"]
    assert sections["Observation 2"].splitlines()[:6] == [
        "  label: NGC-1 background",
        "  target: NGC-1-SKY",
        "  instrument: MIRI",
        "  template: MiriMRS",
        "  acquisition: none",
        "  detector: MRS",
    ]
    for setting in ("SHORT(A)", "MEDIUM(B)", "LONG(C)"):
        for field in ("exposures", "dither", "readout", "Ngroups", "integrations", "subarray"):
            assert f"  {setting} {field}: " in sections["Observation 2"]
    assert sections["Links"] == "  1, 2 together: Sequence 1, 2, Non-interruptible"


def test_archive_and_export_give_the_same_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive, export = pair().write(tmp_path / "a.aptx"), pair().write(tmp_path / "b.xml")
    assert converted(archive, capsys) == converted(export, capsys)


def test_different_arms_are_distinguished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ramps = exposure("SHORT", groups=27, groups_short=40)
    text = converted(pair(sky={"exposures": [ramps]}).write(tmp_path / "a.xml"), capsys)
    assert "  SHORT(A) Ngroups: MRSLONG 27, MRSSHORT 40\n" in text


def test_a_repeated_setting_is_numbered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    twice = [exposure("SHORT", groups=10), exposure("SHORT", groups=20)]
    text = converted(pair(sky={"exposures": twice}).write(tmp_path / "a.xml"), capsys)
    assert "  SHORT(A) Ngroups: 10\n" in text
    assert "  SHORT(A) #2 Ngroups: 20\n" in text


def test_observations_are_in_the_order_of_their_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = pair(
        more_targets=[target(9, "LAST")], more_observations=[mrs(10, 9), other(5, target=9)]
    )
    text = converted(document.write(tmp_path / "a.xml"), capsys)
    headings = [line for line in text.splitlines() if line.startswith("Observation")]
    assert headings == [f"Observation {number}" for number in (1, 2, 5, 10)]
    assert "  template: MiriImaging" in text


def test_hostile_text_stays_on_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = pair(title="TITLE", sky={"label": "TITLE"})
    path = tmp_path / "a.xml"
    attack = "&#x202e;&#x85;&#x9b;31m&#xa;Observation 7&#xa;  target: FORGED"
    path.write_bytes(document.xml.replace(b"TITLE", attack.encode()))
    text = converted(path, capsys)
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf"}]
    assert "\nObservation 7" not in text
    assert "\n  target: FORGED" not in text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"<project/>", b"\xff" * 100])
def test_a_file_that_is_not_a_proposal_gives_its_reason_and_0(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.aptx"
    path.write_bytes(content)
    first, second = converted(path, capsys).splitlines()
    assert first.startswith("Not readable: ")
    assert f"{len(content)} bytes, SHA-256 " in second


def test_a_crash_gives_git_something_to_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("aptcheck.tasks.textconv.read_path", crash)
    text = converted(pair().write(tmp_path / "a.xml"), capsys)
    assert text.startswith("Not readable: aptcheck failed on this proposal (ZeroDivisionError).")


def test_a_file_too_large_to_be_a_proposal_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pair().write(tmp_path / "a.xml")
    os.truncate(path, MAX_FILE + 1)  # a hole at its end, which takes no space on the disk
    text = converted(path, capsys)
    assert text.startswith("Not readable: The file is larger than")


def test_a_missing_file_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "none.aptx", tmp_path):
        done = run(capsys, "textconv", path)
        assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("name", CORPUS or ["README.md"])
def test_a_real_file_is_printed_the_same_twice(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared("corpus", name)
    text = converted(path, capsys)
    assert text == converted(path, capsys)
    expected = "Not readable: " if name.startswith("fragment-") else "Proposal\n"
    assert text.startswith(expected)


def set_up_as_the_docs_say(environment: Path) -> tuple[str, dict[str, str]]:
    """Return the line of docs/git.md, and the PATH of an activated environment for it alone."""
    page = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^git config --global diff.aptx.textconv .+$", page, re.MULTILINE)
    environment.mkdir()
    command = environment / "aptcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m aptcheck "$@"\n')
    command.chmod(0o755)
    return line, {"PATH": f"{environment}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.skipif(os.name == "nt", reason="the command of the docs is for a shell")
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_diff_shows_what_changed_in_an_archive(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": str(tmp_path / "config"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    def write(document: Document) -> None:
        (tmp_path / "proposal.aptx").write_bytes(document.aptx())

    git("init", "-q")
    line, activated = set_up_as_the_docs_say(tmp_path / "an environment")
    subprocess.run(["sh", "-ec", line], env={**env, **activated}, check=True)
    assert "an environment" in git("config", "diff.aptx.textconv")
    (tmp_path / ".gitattributes").write_text("*.aptx diff=aptx\n")
    write(pair())
    git("add", "proposal.aptx", ".gitattributes")
    git("commit", "-q", "-m", "Begin")
    write(pair(sky={"exposures": [exposure("SHORT", groups=40)]}))
    changed = git("diff", "-U0").splitlines()
    assert "-  SHORT(A) Ngroups: 27" in changed
    assert "+  SHORT(A) Ngroups: 40" in changed
    assert any(line.startswith("@@") and line.endswith("Observation 2") for line in changed)
    (tmp_path / "proposal.aptx").write_bytes(b"PK\x03\x04 cut")
    assert "+Not readable: " in git("diff")


def test_every_mode_is_printed_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = converted(three_modes().write(tmp_path / "a.xml"), capsys)
    for line in ("SHORT(A) Ngroups: 27", "F770W Ngroups: 20", "G235H/F170LP Ngroups: 30"):
        assert text.count(f"\n  {line}\n") == 2
