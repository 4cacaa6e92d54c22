"""Which outputs are allowed, and which are refused with a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aptcheck.catalog.lock_file import dumps
from aptcheck.engine.baseline import recorded, text
from aptcheck.engine.destination import Destination, Holds
from aptcheck.errors import UsageError
from aptcheck.results import Report
from aptcheck.testing import pair
from tests.posix import not_root


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pair().write(tmp_path / "p.xml")
    (tmp_path / "base.json").write_text(text(recorded(Report(proposals=()), tmp_path)))
    (tmp_path / "saved.lock").write_text(dumps([]))
    (tmp_path / "old.txt").write_text("an old report")
    (tmp_path / "team.toml").write_text("profile = 'strict'")
    (tmp_path / "folder").mkdir()
    return tmp_path


def refusal(path: str, holds: Holds = "report", inputs: tuple[Path, ...] = ()) -> str:
    with pytest.raises(UsageError) as refused:
        Destination(path=Path(path), holds=holds, inputs=inputs).approved()
    sentence = str(refused.value)
    assert sentence.startswith(f"{path}: ")
    return sentence


def test_a_new_file_and_an_old_report_may_be_written(place: Path) -> None:
    (place / "old.txt").chmod(0o640)
    assert Destination(path=Path("new.txt")).approved().mode is None
    assert Destination(path=Path("old.txt")).approved().mode == 0o640
    assert Destination(path=Path("folder/../new.txt")).approved().mode is None


def test_an_input_is_recognised_by_every_name(place: Path) -> None:
    given = (place / "gone.xml", Path("old.txt"))
    os.link("old.txt", "hard.txt")
    for name in ("old.txt", "folder/../old.txt", "hard.txt", str(place / "old.txt")):
        assert "is read by this command" in refusal(name, inputs=given)


def test_an_input_behind_a_link_is_recognised_too(place: Path) -> None:
    (place / "link.txt").symlink_to("old.txt")
    assert "is read by this command" in refusal("old.txt", inputs=(Path("link.txt"),))


def test_nothing_is_written_through_a_link(place: Path) -> None:
    for name, target in (("a", "old.txt"), ("b", "nowhere"), ("c", "c"), ("d", "folder")):
        Path(name).symlink_to(target)
        assert "is a symbolic link" in refusal(name)


def test_a_folder_behind_a_link_is_a_folder(place: Path) -> None:
    Path("elsewhere").symlink_to("folder")
    assert Destination(path=Path("elsewhere/new.txt")).approved().mode is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("p.xml", "is an APT proposal"),
        ("base.json", "is a baseline"),
        ("saved.lock", "is a lock"),
        ("aptcheck.toml", "is the name of a configuration"),
        ("folder/pyproject.toml", "is the name of a configuration"),
        ("aptcheck.lock", "is the name of a lock"),
        ("team.toml", "is a configuration; it must not be overwritten, so name another file"),
        ("new.aptx", "is the name of an APT proposal; choose another"),
        ("folder/New.AptBackup", "is the name of an APT proposal; choose another"),
        ("folder", "is a folder"),
        ("none/new.txt", "there is no folder none"),
        ("old.txt/new.txt", "cannot be written"),
        ("x" * 300, "cannot be written (File name too long)"),
    ],
)
def test_a_report_never_replaces_a_valuable_file(place: Path, path: str, why: str) -> None:
    assert why in refusal(path)


def test_a_baseline_and_a_lock_replace_their_own_kind_only(place: Path) -> None:
    assert Destination(path=Path("base.json"), holds="baseline").approved().mode is not None
    assert Destination(path=Path("aptcheck.lock"), holds="lock").approved().mode is None
    (place / "saved.lock").rename("aptcheck.lock")
    assert Destination(path=Path("aptcheck.lock"), holds="lock").approved().mode is not None
    others: tuple[tuple[Holds, str], ...] = (
        ("baseline", "old.txt"),
        ("baseline", "p.xml"),
        ("lock", "p.xml"),
    )
    for holds, name in others:
        assert f"is not a {holds}" in refusal(name, holds=holds)
    assert "is the name of a lock" in refusal("aptcheck.lock", holds="baseline")


@pytest.mark.skipif(os.name == "nt", reason="devices and pipes have paths on POSIX")
def test_devices_pipes_and_descriptors_are_streams(place: Path) -> None:
    os.mkfifo("pipe")
    Path("link").symlink_to("pipe")
    for name in ("/dev/null", "pipe", "link"):
        assert Destination(path=Path(name)).approved().stream
    assert Destination(path=Path("/dev/stderr")).approved().descriptor == 2
    with open("old.txt", "r+b") as file:  # noqa: PTH123
        name, given = f"/dev/fd/{file.fileno()}", (Path("p.xml"), Path("old.txt"))
        assert Destination(path=Path(name), inputs=given[:1]).approved().descriptor is not None
        assert "is open on a file that this command reads" in refusal(name, inputs=given)
    assert "cannot be written (Bad file descriptor)" in refusal(name)


@not_root
def test_a_write_protected_file_stays(place: Path) -> None:
    (place / "old.txt").chmod(0o444)
    assert "is write-protected" in refusal("old.txt")
    (place / "folder").chmod(0o555)
    assert "the folder folder is write-protected" in refusal("folder/new.txt")


@not_root
def test_no_other_place_is_proposed_for_a_write_protected_lock(place: Path) -> None:
    (place / "folder").chmod(0o555)
    (place / "saved.lock").rename("aptcheck.lock").chmod(0o444)
    for name in ("folder/aptcheck.lock", "aptcheck.lock"):
        assert refusal(name, "lock").endswith("is write-protected; make it writable.")


def test_no_other_place_is_proposed_for_a_lock_that_is_in_the_way(place: Path) -> None:
    Path("folder/aptcheck.lock").symlink_to("nowhere")
    Path("aptcheck.lock").mkdir()
    for name in ("folder/aptcheck.lock", "aptcheck.lock"):
        assert refusal(name, "lock").endswith("; move it away.")
