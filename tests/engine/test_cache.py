"""The cache gives back what was put in, or nothing, and never stops a run."""

from __future__ import annotations

import errno
import os
import threading
import time
import zlib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given

import aptcheck
from aptcheck.engine.cache import Cache, cache_folder
from aptcheck.engine.cached_report import decoded, encoded
from aptcheck.results import ProposalReport
from tests.posix import posix
from tests.report.hostile import reports
from tests.report.plain import ROOT, finding, proposal

KEY, OTHER = "ab" * 32, "cd" * 32


def cache(folder: Path) -> tuple[Cache, list[str]]:
    said: list[str] = []
    return Cache(folder, said.append), said


def entry(folder: Path) -> Path:
    (file,) = (file for file in folder.glob("??/*"))
    return file


def test_it_gives_back_what_was_put_in(tmp_path: Path) -> None:
    kept, said = cache(tmp_path / "a" / "b")
    assert kept.get(KEY) is None
    kept.put(KEY, proposal(finding()))
    assert kept.get(KEY) == proposal(finding())
    assert kept.get(OTHER) is None
    assert cache(tmp_path / "a" / "b")[0].get(KEY) == proposal(finding())
    assert said == []


@given(reports())
def test_no_report_loses_anything(report: aptcheck.Report) -> None:
    for one in report.proposals:
        content = encoded(one)
        assert content is None or decoded(content) == one


@pytest.mark.parametrize("pictures", [False, True])
def test_real_reports_lose_nothing(pictures: bool) -> None:
    checked = aptcheck.check(ROOT / "sample_proposals", pictures=pictures)
    for one in checked.proposals:
        plain = ProposalReport(**{name: getattr(one, name) for name in ProposalReport.__slots__})
        content = encoded(plain)
        assert content is not None
        assert decoded(content) == plain


def test_a_path_that_is_not_unicode_is_not_kept(tmp_path: Path) -> None:
    kept, said = cache(tmp_path)
    kept.put(KEY, proposal(path="proposal-\udce9.xml"))
    assert kept.get(KEY) is None
    assert said == []


def packed(content: bytes) -> bytes:
    return sha256(content).digest() + content


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole[:40],
        lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda _: packed(b"not zlib"),
        lambda _: packed(zlib.compress(b"not JSON")),
        lambda _: packed(zlib.compress(b'{"path": 1}')),
        lambda whole: packed(whole[32:-4]),
    ],
    ids=["empty", "cut", "short", "bit", "no zlib", "no JSON", "no report", "cut, right sum"],
)
def test_an_entry_that_is_not_whole_is_none(tmp_path: Path, spoil: object) -> None:
    kept, said = cache(tmp_path)
    kept.put(KEY, proposal())
    file = entry(tmp_path)
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    assert kept.get(KEY) is None
    kept.put(KEY, proposal())
    assert kept.get(KEY) == proposal()
    assert said == []


@posix
def test_a_pipe_in_the_place_of_an_entry_is_none(tmp_path: Path) -> None:
    kept, said = cache(tmp_path)
    kept.put(KEY, proposal())
    pipe = entry(tmp_path)
    pipe.unlink()
    os.mkfifo(pipe)
    got: list[ProposalReport | None] = []
    reader = threading.Thread(target=lambda: got.append(kept.get(KEY)), daemon=True)
    reader.start()
    reader.join(20)
    assert got == [None]
    kept.put(KEY, proposal())
    assert kept.get(KEY) == proposal()
    assert said == []


def test_nothing_in_it_is_code(tmp_path: Path) -> None:
    kept, _ = cache(tmp_path)
    kept.put(KEY, proposal())
    content = entry(tmp_path).read_bytes()
    assert zlib.decompress(content[32:]).startswith(b'{"path":')


def test_it_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    kept, said = cache(folder)
    kept.put(KEY, proposal())
    entry(folder).unlink()
    assert kept.get(KEY) is None
    entry_folder = folder / KEY[:2]
    entry_folder.rmdir()
    kept.put(KEY, proposal())
    assert kept.get(KEY) == proposal()
    assert said == []


def test_what_is_written_together_is_whole(tmp_path: Path) -> None:
    one, other = proposal(title="one" * 1000), proposal(title="other" * 1000)

    def write(report: ProposalReport) -> None:
        kept, _ = cache(tmp_path)
        for _ in range(100):
            kept.put(KEY, report)

    writers = [threading.Thread(target=write, args=(report,)) for report in (one, other)]
    kept, said = cache(tmp_path)
    kept.put(KEY, one)
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert kept.get(KEY) in (one, other)
    for writer in writers:
        writer.join()
    assert [file.name for file in tmp_path.glob("??/*")] == [KEY[2:]]
    assert said == []


def refusing(tmp_path: Path) -> Path:
    """Return a place where no folder can be made, whoever asks."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "cache"


def test_a_folder_that_cannot_be_made_is_told_once(tmp_path: Path) -> None:
    kept, said = cache(refusing(tmp_path))
    kept.put(KEY, proposal())
    kept.put(OTHER, proposal())
    assert kept.get(KEY) is None
    (sentence,) = said
    assert sentence.endswith(" cannot be used (Not a directory); this run does without it.")


def test_a_cache_that_cannot_be_written_is_read_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache(tmp_path)[0].put(KEY, proposal())

    def read_only(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", read_only)
    kept, said = cache(tmp_path)
    kept.put(OTHER, proposal())
    kept.put(OTHER, proposal())
    assert kept.get(KEY) == proposal()
    assert kept.get(OTHER) is None
    (sentence,) = said
    assert sentence.endswith(
        " cannot be written (Read-only file system); this run keeps nothing there."
    )


@posix
def test_a_folder_that_others_may_write_is_not_used(tmp_path: Path) -> None:
    cache(tmp_path)[0].put(KEY, proposal())
    tmp_path.chmod(0o777)
    kept, said = cache(tmp_path)
    assert kept.get(KEY) is None
    assert "others may write into it" in said[0]


@posix
def test_it_is_for_the_user_alone(tmp_path: Path) -> None:
    kept, _ = cache(tmp_path / "cache")
    kept.put(KEY, proposal())
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
    assert entry(tmp_path / "cache").parent.stat().st_mode & 0o077 == 0


def test_it_is_marked_as_a_cache(tmp_path: Path) -> None:
    cache(tmp_path)[0].put(KEY, proposal())
    tag = (tmp_path / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_what_no_run_uses_is_deleted_in_time(tmp_path: Path) -> None:
    kept, _ = cache(tmp_path)
    kept.put(KEY, proposal())
    kept.put(OTHER, proposal())
    then = time.time() - 31 * 86_400
    for file in (*tmp_path.glob("??/*"), tmp_path / "CACHEDIR.TAG"):
        os.utime(file, (then, then))
    used = tmp_path / OTHER[:2] / OTHER[2:]
    os.utime(used)
    assert cache(tmp_path)[0].get(OTHER) is not None
    assert list(tmp_path.glob("??/*")) == [used]


def test_nothing_but_entries_is_ever_deleted(tmp_path: Path) -> None:
    cache(tmp_path)[0].put(KEY, proposal())
    others = [
        tmp_path / name for name in ("go/main.go", "db/data.sql", "ab/notes", "db/" + "A" * 62)
    ]
    draft = tmp_path / "ab" / f"{'0' * 16}.tmp"
    for file in (*others, draft):
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    (tmp_path / "ab" / ("0" * 62)).mkdir()  # cannot be deleted as a file: the rest still is
    then = time.time() - 31 * 86_400
    for file in (*tmp_path.glob("??/*"), tmp_path / "CACHEDIR.TAG"):
        os.utime(file, (then, then))
    assert cache(tmp_path)[0].get(OTHER) is None
    assert {*tmp_path.glob("??/*")} == {*others, tmp_path / "ab" / ("0" * 62)}


def test_an_entry_that_is_used_stays(tmp_path: Path) -> None:
    kept, _ = cache(tmp_path)
    kept.put(KEY, proposal())
    then = time.time() - 20 * 86_400
    os.utime(entry(tmp_path), (then, then))
    kept.get(KEY)
    assert time.time() - entry(tmp_path).stat().st_mtime < 3600


def test_the_user_chooses_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APTCHECK_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("APTCHECK_CACHE_DIR")
    assert cache_folder().name == "aptcheck"
    assert cache_folder().is_absolute()


def test_a_user_may_have_no_folder_for_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("APTCHECK_CACHE_DIR", raising=False)
    monkeypatch.setattr("platformdirs.user_cache_path", homeless)
    assert cache_folder() is None
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/aptcheck"))
    assert cache_folder() is None


def test_only_what_is_hidden_at_once_is_not_seen(tmp_path: Path) -> None:
    assert not cache(tmp_path / ".cache" / "aptcheck")[0].is_kept_in(tmp_path)
    assert cache(tmp_path / "cache" / ".aptcheck")[0].is_kept_in(tmp_path)
    assert cache(tmp_path)[0].is_kept_in(tmp_path)
    assert not cache(tmp_path)[0].is_kept_in(tmp_path / "below")


@posix
def test_a_link_that_leads_to_itself_is_no_cache(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    kept, said = cache(loop)
    assert not kept.is_kept_in(tmp_path / "proposals")
    kept.put(KEY, proposal())
    assert kept.get(KEY) is None
    assert said[0].endswith("); this run does without it.")
