"""Lock files of a hub: where they are, and what aptcheck does not trust in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.errors import UsageError
from aptcheck.tasks.samp_lock_file import HubAddress, hub_address


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SAMP_HUB", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def lock(folder: Path, url: str, name: str = ".samp") -> Path:
    path = folder / name
    path.write_text(f"# made today\nsamp.secret=a=b\nsamp.hub.xmlrpc.url={url}\nhub.impl=x\n")
    return path


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://127.0.0.1:21012/xmlrpc", "127.0.0.1", 21012, "/xmlrpc"),
        ("http://127.0.1.1:5", "127.0.1.1", 5, "/"),
        ("http\\://127.0.0.1\\:5/", "127.0.0.1", 5, "/"),
        ("http://localhost:5/x", "127.0.0.1", 5, "/x"),
        ("http://[::1]:5/x", "::1", 5, "/x"),
    ],
)
def test_a_hub_on_this_machine(home: Path, url: str, host: str, port: int, path: str) -> None:
    lock(home, url)
    assert hub_address() == HubAddress(host=host, port=port, path=path, secret="a=b")


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1:5/",
        "http://hub.example.org:5/",
        "http://127.0.0.1.example.org:5/",
        "http://localhost@evil.example:5/",
        "http://127.0.0.1:5@evil.example:5/",
        "http://0.0.0.0:5/",
        "http://127.1:5/",
        "http://[::ffff:192.0.2.1]:5/",
    ],
)
def test_a_hub_elsewhere_is_refused(home: Path, url: str) -> None:
    lock(home, url)
    with pytest.raises(UsageError, match="aptcheck sends only to this machine"):
        hub_address()


@pytest.mark.parametrize(
    "url", ["", "http://", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "http://[::1/", "x"]
)
def test_an_invalid_address_is_refused(home: Path, url: str) -> None:
    lock(home, url)
    with pytest.raises(UsageError, match="names no SAMP hub"):
        hub_address()


def test_without_a_lock_file_no_hub_runs(home: Path) -> None:
    with pytest.raises(UsageError, match=r"no SAMP hub is running.*start Aladin or TOPCAT"):
        hub_address()


def test_the_variable_names_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = lock(home, "http://127.0.0.1:7/", "a lock")
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{other.as_uri()}")
    assert hub_address().port == 7


@pytest.mark.parametrize(
    "value",
    [
        "std-lockurl:http://evil.example/.samp",
        "std-lockurl:file://evil.example/.samp",
        "std-lockurl:file://[x/.samp",
        "std-lockurl:/home/me/.samp",
        "file:///home/me/.samp",
        "web-lockurl:x",
    ],
)
def test_a_lock_file_elsewhere_is_not_fetched(
    home: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    lock(home, "http://127.0.0.1:7/")
    monkeypatch.setenv("SAMP_HUB", value)
    with pytest.raises(UsageError, match="does not name a lock file on this machine"):
        hub_address()


def test_an_invalid_lock_file_is_not_read(home: Path) -> None:
    path = home / ".samp"
    path.mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        hub_address()
    path.rmdir()
    path.write_bytes(b"#" * 10**6)
    with pytest.raises(UsageError, match="is larger than 64 kB"):
        hub_address()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_is_not_waited_for(home: Path) -> None:
    os.mkfifo(home / ".samp")
    with pytest.raises(UsageError, match="a device or a pipe"):
        hub_address()


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_content_gives_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.samp"
    path.write_bytes(b"samp.secret=x\nsamp.hub.xmlrpc.url=http://" + content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAMP_HUB", f"std-lockurl:{path.as_uri()}")
        with pytest.raises(UsageError):
            hub_address()
