"""Something that is not a file gives one line and status 2, and is not waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aptcheck.testing import pair
from tests.cli.running import Done, run
from tests.posix import posix
from tests.shared import ROOT

pytestmark = posix


@pytest.fixture
def proposal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    os.mkfifo("pipe.lock")
    Path("folder").mkdir()
    Path("zero").symlink_to("/dev/zero")
    Path("zero.lock").symlink_to("/dev/zero")
    path = tmp_path / "plan.xml"
    path.write_bytes(pair().xml)
    return path


@pytest.mark.parametrize("name", ["pipe", "folder", "zero", "/dev/null", "gone", "x" * 300])
@pytest.mark.parametrize("option", ["--config", "--baseline", "--catalog"])
def test_something_that_is_not_a_file_gives_one_line(
    proposal: Path, capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    done: Done = run(capsys, "check", proposal, option, name)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert name in done.err
    assert "itself failed" not in done.err


@pytest.mark.parametrize("name", ["pipe.lock", "zero.lock", "gone.lock"])
def test_a_lock_that_is_not_a_file_gives_one_line(
    proposal: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    done = run(capsys, "check", proposal, "--catalog", name)
    assert (done.status, done.out) == (2, "")
    assert f"The lock file {name} " in done.err


@pytest.mark.parametrize("name", ["aptcheck.toml", "pyproject.toml", "aptcheck.lock"])
def test_a_pipe_beside_a_proposal_is_not_waited_for(
    proposal: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    os.mkfifo(name)
    assert run(capsys, "check", proposal).status in {0, 1}
    assert run(capsys, "check", proposal, "--catalog", "lock").status in {0, 1}


def in_deleted_folder(tmp_path: Path, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    folder = tmp_path / "deleted"
    folder.mkdir()
    leave = (
        "import os, sys; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1]); "
        "os.execv(sys.executable, [sys.executable, '-m', 'aptcheck', *sys.argv[2:]])"
    )
    return subprocess.run(
        [sys.executable, "-c", leave, folder, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "BKG201"],
        ["rules"],
        ["schema", "report"],
        ["check", "PLAN", "--fail-on", "never"],
        ["check", "PLAN", "--fail-on", "never", "--format", "html"],
        ["diff", "PLAN", "PLAN"],
        ["textconv", "PLAN"],
        ["footprint", "PLAN"],
        ["visibility", "PLAN"],
    ],
)
def test_a_command_that_needs_no_folder_works_in_a_deleted_one(
    proposal: Path, arguments: list[str]
) -> None:
    given = [str(proposal) if word == "PLAN" else word for word in arguments]
    done = in_deleted_folder(proposal.parent, *given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["check", "."], ["check", "-"], ["check", "PLAN", "-o", "x"], ["baseline", "PLAN"]],
)
def test_a_command_that_needs_a_folder_says_that_it_is_gone(
    proposal: Path, arguments: list[str]
) -> None:
    given = [str(proposal) if word == "PLAN" else word for word in arguments]
    done = in_deleted_folder(proposal.parent, *given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "aptcheck: the folder in which aptcheck runs was deleted; change to another."
    ]
