"""`aptcheck lock --images`: fetched once, then shown by every check without network."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog import images as image_service
from aptcheck.catalog.image_store import ImageStore
from aptcheck.catalog.lock_images import images_text
from aptcheck.engine.options import Options
from aptcheck.tasks.lock import lock_folders
from aptcheck.testing import pair
from tests.catalog.picture_service import chunk, draws, png, star_field
from tests.catalog.service import AT, PROPOSAL, plays
from tests.cli.running import Done, run

hips = pytest.importorskip(
    "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
)
pytest.importorskip("matplotlib", reason="the extra images (matplotlib, pillow) is not installed")

#: In this process.
ALONE = ("--timeout-per-file", "0")
NOBODY = "http://127.0.0.1:9/hips2fits"
FOLDER = f"{LOCK_NAME}.images"
TWO_MASS, WISE = "*-2MASS-Ks.png", "*-WISE-W3.png"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        plays(running)
        draws(running)
        monkeypatch.setattr(hips.hips2fits, "server", running.url_for("/hips2fits"))
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "proposals"
    place.mkdir()
    PROPOSAL.write(place / "pair.xml")
    return place


@pytest.fixture
def lock(server: HTTPServer, folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    catalogue = server.url_for("/tap")
    return partial(run, capsys, "lock", folder, "--catalog", catalogue, *ALONE)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder after `lock --images`."""
    place = tmp_path_factory.mktemp("once")
    PROPOSAL.write(place / "pair.xml")
    with HTTPServer(threaded=True) as running, pytest.MonkeyPatch.context() as patch:
        plays(running)
        draws(running)
        patch.setattr(hips.hips2fits, "server", running.url_for("/hips2fits"))
        options = Options(catalogs=(running.url_for("/tap"),))
        (made,) = lock_folders([place], options, images=True)
    assert len(made.images) == 2
    return place


@pytest.fixture
def locked(once: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of it, with no service left."""
    monkeypatch.setattr(hips.hips2fits, "server", NOBODY)
    shutil.copytree(once, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def page(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    shows = ("--format", "html", "--fail-on", "never")
    return partial(run, capsys, "check", folder, *shows, *ALONE)


def shown(done: Done) -> int:
    """Return how many images a page shows, and assert that it is one."""
    assert done.status == 0
    assert done.out.startswith("<!")
    return done.out.count("data:image/png;base64,")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / FOLDER).glob("*")}


def asked(server: HTTPServer) -> int:
    return sum(request.path == "/hips2fits" for request, _ in server.log)


def one_of(folder: Path, pattern: str) -> Path:
    (path,) = (folder / FOLDER).glob(pattern)
    return path


def test_a_check_shows_the_images_without_network_or_option(locked: Path, page: Any) -> None:
    done = page()
    for content in files(locked).values():
        assert base64.b64encode(content).decode() in done.out
    assert (shown(done), done.err) == (2, "")


def test_what_is_sent_and_what_was_written_are_reported(lock: Any, folder: Path) -> None:
    done = lock("--images")
    assert "Sending 1 position and the picture width to hips2fits at CDS" in done.err
    assert done.out.splitlines()[1:] == [f"{folder / FOLDER}: 2 images."]
    assert sorted(files(folder)) == [
        "150.00000+02.00000-60arcsec-2MASS-Ks.png",
        "150.00000+02.00000-60arcsec-WISE-W3.png",
    ]


def test_without_the_option_no_image_is_asked_for(
    lock: Any, folder: Path, server: HTTPServer
) -> None:
    done = lock()
    assert (done.status, asked(server)) == (0, 0)
    assert not (folder / FOLDER).exists()
    assert "[images]" not in (folder / LOCK_NAME).read_text(encoding="utf-8")


def test_an_image_is_fetched_once(lock: Any, folder: Path, server: HTTPServer) -> None:
    def text() -> str:
        written = (folder / LOCK_NAME).read_text(encoding="utf-8")
        return written[written.index("[images]") :]

    lock("--images")
    before = text(), files(folder)
    again = lock("--images")
    assert (text(), files(folder), asked(server)) == (*before, 2)
    assert "hips2fits" not in again.err
    assert lock().status == 0
    assert (text(), files(folder), asked(server)) == (*before, 2)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda path: path.unlink(), "does not exist"),
        (lambda path: path.write_bytes(star_field(60)), "its hash does not match"),
        (lambda path: path.write_bytes(bytes(1 << 20)), "is larger than 128 kB"),
        (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
    ],
)
def test_a_spoiled_image_is_left_out_and_said_once(
    locked: Path, page: Any, spoil: Any, reason: str
) -> None:
    spoil(one_of(locked, TWO_MASS))
    done = page()
    assert shown(done) == 1
    (line,) = done.err.splitlines()
    assert line.startswith("aptcheck: No image of 1 field: 2MASS Ks, the file in ")
    assert reason in line
    assert line.endswith("run `aptcheck lock --images` again.")


def test_a_spoiled_image_is_fetched_again(
    lock: Any, folder: Path, page: Any, server: HTTPServer
) -> None:
    lock("--images")
    one_of(folder, TWO_MASS).write_bytes(b"no picture")
    assert lock("--images").status == 0
    assert asked(server) == 3
    assert shown(page()) == 2


def test_an_image_behind_a_link_is_left_out(locked: Path, page: Any) -> None:
    path = one_of(locked, TWO_MASS)
    path.rename(locked / "elsewhere.png")
    path.symlink_to(locked / "elsewhere.png")
    done = page()
    assert shown(done) == 1
    assert "is behind a link" in done.err


def test_a_folder_behind_a_link_is_left_out(locked: Path, page: Any) -> None:
    (locked / FOLDER).rename(locked / "elsewhere")
    (locked / FOLDER).symlink_to(locked / "elsewhere", target_is_directory=True)
    done = page()
    assert shown(done) == 0
    assert "No image of 1 field: 2MASS Ks and WISE W3, the file in" in done.err


def test_nothing_is_written_behind_a_link(
    lock: Any, folder: Path, tmp_path: Path, server: HTTPServer
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / FOLDER).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    done = lock("--images")
    assert done.status == 2
    assert "is behind a link; move it away" in done.err
    assert (server.log, [*(tmp_path / "elsewhere").iterdir()]) == ([], [])
    assert not (folder / LOCK_NAME).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        png(3000, 3000, b"\0"),
        png(4, 4, bytes(range(16)), more=chunk(b"iCCP", b"profile")),
    ],
)
def test_a_file_that_is_no_small_grey_picture_is_left_out_whatever_the_lock_says(
    locked: Path, page: Any, content: bytes
) -> None:
    path = one_of(locked, TWO_MASS)
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(content)
    rewrite(locked, lambda text: text.replace(old, hashlib.sha256(content).hexdigest()))
    done = page()
    assert shown(done) == 1
    assert "is not a small grey PNG image" in done.err


def rewrite(folder: Path, change: Callable[[str], str]) -> None:
    """Change the list of images as one does who can compute its hash."""
    path = folder / LOCK_NAME
    answers, _, images = path.read_text(encoding="utf-8").partition("[images]")
    lines = change(images).split("'''")[1].strip("\n")
    digest = hashlib.sha256(lines.encode()).hexdigest()
    path.write_text(
        f"{answers}[images]\nhash = \"sha256:{digest}\"\nfiles = '''\n{lines}\n'''\n",
        encoding="utf-8",
    )


def test_an_edited_list_is_not_used(locked: Path, page: Any) -> None:
    path = locked / LOCK_NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"WISE W3"', '"2MASS Ks"'))
    done = page()
    assert shown(done) == 0
    (line,) = done.err.splitlines()
    assert "has a list of images that was edited (its hash does not match)" in line


def test_a_field_that_moved_has_no_image(locked: Path, page: Any) -> None:
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 5}
    ).write(locked / "pair.xml")  # fmt: skip
    done = page()
    assert shown(done) == 0
    (line,) = done.err.splitlines()
    assert "2MASS Ks and WISE W3" in line
    assert f"{LOCK_NAME} has no image at this position" in line


def test_an_image_that_does_not_show_the_whole_field_is_left_out(locked: Path, page: Any) -> None:
    path = one_of(locked, TWO_MASS)
    path.rename(path.with_name(path.name.replace("60arcsec", "50arcsec")))
    rewrite(locked, lambda text: text.replace("60.0", "50.0", 1))
    done = page()
    assert shown(done) == 1
    assert f"{LOCK_NAME} has an image of 50 arcsec and 60 are needed" in done.err


def test_images_that_no_field_needs_are_removed_and_nothing_else(lock: Any, folder: Path) -> None:
    lock("--images")
    old = files(folder)
    (folder / FOLDER / "mine.png").write_bytes(b"mine")
    (folder / "mine.txt").write_bytes(b"mine")
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 5}
    ).write(folder / "pair.xml")  # fmt: skip
    done = lock()
    assert done.out.splitlines()[1:] == [f"{folder / FOLDER}: 0 images; 2 old ones dropped."]
    assert files(folder) == {"mine.png": b"mine"}
    assert (folder / "mine.txt").exists()
    assert lock("--images").status == 0
    assert not set(old) & set(files(folder))


def test_a_file_that_is_not_as_it_was_listed_is_not_removed(lock: Any, folder: Path) -> None:
    lock("--images")
    path = one_of(folder, TWO_MASS)
    path.write_bytes(b"mine")
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 5}
    ).write(folder / "pair.xml")  # fmt: skip
    lock()
    assert files(folder) == {path.name: b"mine"}


def test_an_empty_folder_goes_with_the_last_image(lock: Any, folder: Path) -> None:
    lock("--images")
    pair(
        science_target={**AT, "north": -90}, sky_target={**AT, "north": 5}
    ).write(folder / "pair.xml")  # fmt: skip
    lock()
    assert not (folder / FOLDER).exists()


def test_each_folder_has_the_images_of_its_proposals(
    lock: Any, folder: Path, server: HTTPServer, page: Any
) -> None:
    inner = folder / "later"
    inner.mkdir()
    pair(sky_target={**AT, "north": 30}).write(inner / "inner.xml")
    pair(sky_target={**AT, "north": 0}).write(folder / "same.xml")
    assert lock("--images").status == 0
    assert asked(server) == 4
    assert len(files(folder)) == len(files(inner)) == 2
    assert not set(files(folder)) & set(files(inner))
    server.clear()
    assert shown(page()) == 6


def test_what_had_arrived_when_it_was_interrupted_is_in_the_lock(
    lock: Any, folder: Path, server: HTTPServer, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair(sky_target={**AT, "north": 30}).write(folder / "later.xml")
    fetch, calls = image_service.grey_cutouts, []

    def interrupted(*given: Any) -> Any:
        calls.append(given)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return fetch(*given)

    monkeypatch.setattr(image_service, "grey_cutouts", interrupted)
    assert lock("--images").status == 130
    store = ImageStore(folder / LOCK_NAME)
    assert {image.file_name for image in store.images} == set(files(folder))
    assert all(isinstance(store.content_of(image), bytes) for image in store.images)
    monkeypatch.undo()
    assert shown(page()) == 2
    monkeypatch.setattr(hips.hips2fits, "server", server.url_for("/hips2fits"))
    assert lock("--images").status == 0
    assert shown(page()) == 4


def test_a_service_that_fails_costs_no_answer(
    lock: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, page: Any
) -> None:
    monkeypatch.setattr(hips.hips2fits, "server", NOBODY)
    done = lock("--images")
    assert done.status == 1
    assert f"{folder / LOCK_NAME}: 1 of 1 field answered.\n" in done.out
    assert "No image of 1 field: 2MASS Ks, hips2fits refused the connection." in done.err
    assert not (folder / FOLDER).exists()
    assert (shown(page()), page().err) == (0, "")


def test_images_already_kept_are_not_downloaded_by_a_check(
    lock: Any, folder: Path, server: HTTPServer, page: Any
) -> None:
    lock("--images")
    before = asked(server)
    assert shown(page("--images")) == 2
    assert asked(server) == before
    pair(sky_target={**AT, "north": 30}).write(folder / "later.xml")
    done = page("--images")
    assert "Sending 1 position and the picture width" in done.err
    assert shown(done) == 4


def test_none_uses_no_lock_and_a_named_lock_its_own_images(
    locked: Path, page: Any, tmp_path: Path
) -> None:
    assert shown(page("--catalog", "none")) == 0
    (locked / LOCK_NAME).rename(tmp_path / "other.lock")
    (locked / FOLDER).rename(tmp_path / "other.lock.images")
    assert shown(page("--catalog", str(tmp_path / "other.lock"))) == 2


def test_only_a_page_reads_images(
    locked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unread(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(ImageStore, "__init__", unread)
    assert run(capsys, "check", locked, "--fail-on", "never").status == 0


def test_a_report_never_replaces_an_image(locked: Path, page: Any) -> None:
    before = files(locked)
    done = page("--output", one_of(locked, WISE))
    assert done.status == 2
    assert "is read by this command" in done.err
    assert files(locked) == before


def test_a_lock_without_images_says_nothing_of_them(locked: Path, page: Any) -> None:
    path = locked / LOCK_NAME
    text = path.read_text(encoding="utf-8")
    listed = images_text(ImageStore(path).images)
    assert text.endswith(listed)
    path.write_text(text.removesuffix(listed), encoding="utf-8")
    done = page()
    assert (shown(done), done.err) == (0, "")
