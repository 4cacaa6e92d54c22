"""A SAMP hub on loopback, with programs that accept what TOPCAT, DS9 and Aladin accept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

try:
    from pyvo.samp import SAMPHubServer, SAMPIntegratedClient, conf
except ImportError:  # before pyvo 1.9, when it was in astropy
    from astropy.samp import SAMPHubServer, SAMPIntegratedClient, conf

#: What each program declares: its name, and the kinds of message it accepts.
TOPCAT = ("TOPCAT", ("table.load.votable", "coord.pointAt.sky"))
DS9 = ("SAOImageDS9", ("ds9.set", "table.load.votable", "coord.pointAt.sky"))
ALADIN = ("Aladin", ("script.aladin.send", "table.load.votable", "coord.pointAt.sky"))

OK = {"samp.status": "samp.ok", "samp.result": {}}
ERROR = {
    "samp.status": "samp.error",
    "samp.result": {},
    "samp.error": {"samp.errortxt": "no image is loaded."},
}

HOSTILE_NAMES = (
    "x}\ncircle(0,0,9) # text={y; box(1,1,1,1)",
    "x} color=red tag={y",
    'x");quit;draw newtool("y',
    "x\nrm -all\nload http://evil.example/x",
    "x\\';quit;\\\"",
    '[exec touch /tmp/x] $env(HOME) "; exit; {',
    "</TD><TD>&evil;<!-- ]]>",
    "\x00\x1b[2J\u202e\ud800",
)


class Program:
    """A program at the hub: the calls it got, and the content of the files it was given."""

    def __init__(
        self, hub, name: str, mtypes: tuple[str, ...], answer: dict[str, Any] | None
    ) -> None:
        self.calls: list[tuple[str, dict[str, str], bytes]] = []
        self._answer = answer
        self._hub = hub
        self.client = SAMPIntegratedClient(name=name, addr="127.0.0.1")
        self.client.connect(hub=hub)
        for mtype in mtypes:
            self.client.bind_receive_call(mtype, self._called)

    def _called(self, private_key, sender_id, msg_id, mtype, params, extra) -> None:
        url = params.get("url")
        content = Path(unquote(urlsplit(url).path)).read_bytes() if url else b""
        self.calls.append((mtype, dict(params), content))
        if self._answer is not None:
            # The hub would lose an answer that arrives before it waits for it.
            while msg_id not in self._hub._sync_msg_ids_heap:
                time.sleep(0.001)
            self.client.reply(msg_id, self._answer)

    def of(self, mtype: str) -> list[tuple[dict[str, str], bytes]]:
        """The calls by messages of one kind."""
        return [(params, content) for kind, params, content in self.calls if kind == mtype]


class Running:
    """A running hub, and its programs."""

    def __init__(self, hub, stack: ExitStack, lock_file: Path) -> None:
        self._hub = hub
        self._stack = stack
        self.lock_file = lock_file

    def program(
        self, named: tuple[str, tuple[str, ...]], answer: dict[str, Any] | None = OK, name: str = ""
    ) -> Program:
        """Start a program that answers every call the same way, or never if None."""
        program = Program(self._hub, name or named[0], named[1], answer)
        self._stack.callback(program.client.disconnect)
        return program

    @property
    def guests(self) -> int:
        """How many are registered, including the hub itself."""
        return len(self._hub._private_keys)


@contextmanager
def running_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Run a hub whose lock file is in a folder, named by SAMP_HUB."""
    lock_file = folder / "samp lock"  # a name that an address must quote
    monkeypatch.delenv("SAMP_HUB", raising=False)
    # A hub in a test must not check for an internet connection.
    with ExitStack() as stack, conf.set_temp("use_internet", False):
        hub = SAMPHubServer(web_profile=False, addr="127.0.0.1", lockfile=str(lock_file))
        hub.start()
        stack.callback(hub.stop)
        monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{lock_file.as_uri()}")
        yield Running(hub, stack, lock_file)
