"""Sends positions and outlines to the programs on this machine that show the sky, by SAMP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aptcheck.errors import UsageError
from aptcheck.parcel import Parcel
from aptcheck.tasks.samp_hub import Hub, Program, Untaken, at_hub
from aptcheck.tasks.samp_lock_file import hub_address
from aptcheck.tasks.samp_messages import MTYPES, Messages
from aptcheck.wording import listed

__all__ = ["Delivery", "send", "sent_words"]

#: What a program gets that supports only pointing.
_PLACE = "where to look"


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """What one program was sent.

    Attributes
    ----------
    program : str
        Its name.
    handed : tuple of str
        What it accepted, in words: "97 outlines", "5 rows of suggested positions".
    fault : str or None
        A clause that says why it did not accept the rest; None if it accepted all.
    """

    program: str
    handed: tuple[str, ...]
    fault: str | None = None


def send(parcel: Parcel) -> tuple[Delivery, ...]:
    """Send a parcel to every program at the SAMP hub of this machine that supports it.

    Aladin, DS9 and TOPCAT get what each can show. No program is started, and nothing is sent to
    another machine. If one program fails, the others still get theirs.

    Returns
    -------
    tuple of Delivery
        One for each program that supports any of it, by name.

    Raises
    ------
    UsageError
        No hub runs on this machine, no program at it supports any of this, or none accepted it.
    """
    address = hub_address()
    try:
        folder = TemporaryDirectory(prefix="aptcheck-")
    except OSError as fault:
        raise UsageError(f"no temporary file can be written ({fault.strerror}).") from None
    # Each file stays until the program that reads it has answered.
    with folder as name, at_hub(address) as hub:
        messages = Messages(parcel, Path(name))
        deliveries = [_delivery(hub, one, messages) for one in hub.programs(MTYPES)]
    tried = tuple(one for one in deliveries if one.handed or one.fault)
    if not tried:
        raise UsageError(
            "no program at the SAMP hub shows positions or outlines; start Aladin, DS9 or TOPCAT, "
            "or connect it to the hub."
        )
    if not any(one.handed for one in tried):
        raise UsageError(f"nothing was sent: {_faults(tried)}.")
    return tried


def sent_words(deliveries: Iterable[Delivery]) -> str:
    """Return one line that says what was sent to whom, and who did not accept it."""
    made = tuple(deliveries)
    taken = [f"{listed(one.handed)} to {one.program}" for one in made if one.handed]
    faults = _faults(made)
    return f"sent {'; '.join(taken)}.{f' Not everything was accepted: {faults}.' if faults else ''}"


def _faults(deliveries: Iterable[Delivery]) -> str:
    return "; ".join(f"{one.program}: {one.fault}" for one in deliveries if one.fault)


def _delivery(hub: Hub, program: Program, messages: Messages) -> Delivery:
    handed: list[str] = []
    for message in messages.for_program(program):
        try:
            hub.call(program, message.mtype, message.params)
        except Untaken as untaken:
            # It shows what it was sent, wherever it points.
            fault = None if message.points and handed else str(untaken)
            return Delivery(program=program.name, handed=tuple(handed), fault=fault)
        if message.words:
            handed.append(message.words)
        elif message.points and not handed:
            handed.append(_PLACE)
    return Delivery(program=program.name, handed=tuple(handed))
