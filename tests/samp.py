"""A SAMP hub on loopback, and programs at it that take what TOPCAT, DS9 and Aladin take."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

try:
    from pyvo.samp import SAMPHubServer, SAMPIntegratedClient, conf
except ImportError:  # before pyvo 1.9, when astropy had it
    from astropy.samp import SAMPHubServer, SAMPIntegratedClient, conf

#: What each says of itself: its name, and the kinds of message it takes.
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
    """A program at the hub: what it was called with, and what was in the files it was shown."""

    def __init__(self, hub, name: str, mtypes: tuple[str, ...], answer: dict | None) -> None:
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
            # An answer that is there before the hub waits for it would be lost to it.
            while msg_id not in self._hub._sync_msg_ids_heap:
                time.sleep(0.001)
            self.client.reply(msg_id, self._answer)

    def of(self, mtype: str) -> list[tuple[dict[str, str], bytes]]:
        """What it was called with by messages of one kind."""
        return [(params, content) for kind, params, content in self.calls if kind == mtype]


class Running:
    """A hub that runs, and its programs."""

    def __init__(self, hub, stack: ExitStack, lock_file: Path) -> None:
        self._hub = hub
        self._stack = stack
        self.lock_file = lock_file

    def program(
        self, named: tuple[str, tuple[str, ...]], answer: dict | None = OK, name: str = ""
    ) -> Program:
        """Start a program that answers every call alike, or with None never."""
        program = Program(self._hub, name or named[0], named[1], answer)
        self._stack.callback(program.client.disconnect)
        return program

    @property
    def guests(self) -> int:
        """How many are registered, the hub itself with them."""
        return len(self._hub._private_keys)


@contextmanager
def running_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """Run a hub whose lock file is in a folder, as SAMP_HUB says."""
    lock_file = folder / "samp lock"  # a name that is quoted in an address
    monkeypatch.delenv("SAMP_HUB", raising=False)
    # The hub of a test must not ask whether there is an internet.
    with ExitStack() as stack, conf.set_temp("use_internet", False):
        hub = SAMPHubServer(web_profile=False, addr="127.0.0.1", lockfile=str(lock_file))
        hub.start()
        stack.callback(hub.stop)
        monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{lock_file.as_uri()}")
        yield Running(hub, stack, lock_file)
