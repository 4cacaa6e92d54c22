"""A session at the SAMP hub of this machine: who is connected, and calls that wait for an answer.

SAMP's Standard Profile is XML-RPC over HTTP, and Python has both. This is only a client, so there
is no port that another program could call; it uses no proxy and looks up no name.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any
from xml.parsers.expat import ExpatError
from xmlrpc.client import Error, Fault, dumps, loads

from aptcheck.catalog.deadline import Deadline, OverTime
from aptcheck.errors import UsageError
from aptcheck.report.visible import shortened
from aptcheck.tasks.samp_lock_file import HubAddress, no_hub
from aptcheck.version import __version__

__all__ = ["ANSWER_S", "Hub", "Program", "Untaken", "at_hub"]

#: Seconds that a program has to answer a call.
ANSWER_S = 10
_HUB_S = 5.0  # seconds that the hub itself may take for anything
_PARTING_S = 2.0
_LARGEST = 2**20  # bytes of an answer: a hundred programs, with all that they support
_MOST = 50  # programs that are talked to
_NAME, _REASON = 40, 120  # characters
_BROKEN = (Error, ExpatError, ValueError, TypeError, LookupError, AttributeError, OverflowError)


class Untaken(Exception):  # noqa: N818 - the program says so, or nothing
    """A program did not accept a call; the message is a clause that says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A program at the hub, and the kinds of message (MTypes) that it supports."""

    id: str
    name: str
    understands: frozenset[str]


@contextmanager
def at_hub(address: HubAddress) -> Iterator[Hub]:
    """Register with a hub, and always leave it again.

    Raises
    ------
    UsageError
        It is not running, does not answer, or refuses us.
    """
    reply = _ask(address, "samp.hub.register", (address.secret,), _HUB_S)
    key = reply.get("samp.private-key") if isinstance(reply, dict) else None
    if not isinstance(key, str) or not key:
        raise UsageError("the SAMP hub accepts no programs; restart the program that runs it.")
    try:
        about = {
            "samp.name": "aptcheck",
            "samp.description.text": "A linter for JWST proposals",
            "aptcheck.version": __version__,
        }
        _ask(address, "samp.hub.declareMetadata", (key, about), _HUB_S)
        yield Hub(address, key)
    finally:
        # The hub itself may have failed.
        with suppress(UsageError):
            _ask(address, "samp.hub.unregister", (key,), _PARTING_S)


class Hub:
    """A hub that has accepted us."""

    def __init__(self, address: HubAddress, key: str) -> None:
        self._address = address
        self._key = key

    def programs(self, mtypes: Iterable[str]) -> tuple[Program, ...]:
        """Return the programs that support any of these kinds of message, by name."""
        understood: dict[str, set[str]] = {}
        for mtype in mtypes:
            reply = self._ask("samp.hub.getSubscribedClients", mtype)
            for one in reply if isinstance(reply, dict) else ():
                understood.setdefault(one, set()).add(mtype)
        found = [
            Program(id=one, name=self._name(one), understands=frozenset(kinds))
            for one, kinds in list(understood.items())[:_MOST]
        ]
        return tuple(sorted(found, key=lambda program: (program.name, program.id)))

    def call(self, program: Program, mtype: str, params: Mapping[str, str]) -> None:
        """Send something to a program, and wait until it has accepted it.

        Raises
        ------
        Untaken
            It has not, or not in time.
        UsageError
            The hub does not answer.
        """
        message = {"samp.mtype": mtype, "samp.params": dict(params)}
        arguments = (self._key, program.id, message, str(ANSWER_S))
        try:
            reply = _ask(self._address, "samp.hub.callAndWait", arguments, ANSWER_S + _HUB_S)
        except _Refused as fault:
            raise Untaken(f"no answer ({fault.reason})") from None
        status = reply.get("samp.status") if isinstance(reply, dict) else None
        if status not in ("samp.ok", "samp.warning"):
            raise Untaken(_error_text(reply))

    def _ask(self, method: str, *arguments: str) -> object:
        return _ask(self._address, method, (self._key, *arguments), _HUB_S)

    def _name(self, program: str) -> str:
        try:
            reply = self._ask("samp.hub.getMetadata", program)
        except _Refused:  # it has just left
            return shortened(program, _NAME)
        name = reply.get("samp.name") if isinstance(reply, dict) else None
        # DS9's hub passes on the quotes of Tcl.
        return shortened(str(name or program).strip('"'), _NAME)


class _Refused(UsageError):  # noqa: N818 - the hub refuses
    """The hub answers that it would not or could not."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the SAMP hub refused: {reason}.")
        self.reason = reason


def _ask(address: HubAddress, method: str, arguments: tuple[Any, ...], patience_s: float) -> object:
    """Return the hub's answer to one question, on a separate connection."""
    try:
        question = dumps(arguments, method, encoding="utf-8").encode("utf-8", "xmlcharrefreplace")
        deadline = Deadline(time.monotonic() + patience_s)
        content = deadline.run(lambda: _posted(address, question, deadline))
        (answer,), _ = loads(content)
    except ConnectionRefusedError:
        raise no_hub() from None
    except Fault as fault:
        reason = shortened(fault.faultString.strip().rstrip(".!"), _REASON)
        raise _Refused(reason or "no reason given") from None
    except (OSError, HTTPException, OverTime, *_BROKEN):
        raise UsageError(
            "the SAMP hub of this machine does not answer like a hub; restart the program that "
            "runs it, such as Aladin or TOPCAT."
        ) from None
    return answer


def _posted(address: HubAddress, question: bytes, deadline: Deadline) -> bytes:
    with closing(HTTPConnection(address.host, address.port, timeout=ANSWER_S + _HUB_S)) as line:
        line.connect()
        deadline.watch(line.sock)
        line.request("POST", address.path, question, {"Content-Type": "text/xml"})
        with closing(line.getresponse()) as answer:
            content = answer.read(_LARGEST + 1)
    # An answer has no document type, the only way for a small text to expand without bound.
    if answer.status != 200 or len(content) > _LARGEST or b"<!DOCTYPE" in content:
        raise ValueError(answer.status)
    return content


def _error_text(reply: object) -> str:
    error = reply.get("samp.error") if isinstance(reply, dict) else None
    text = error.get("samp.errortxt") if isinstance(error, dict) else None
    reason = shortened(str(text or "").strip().rstrip("."), _REASON)
    return f"it answered: {reason}" if reason else "it answered with an error"
