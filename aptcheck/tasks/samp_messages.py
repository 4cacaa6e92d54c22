"""What each program is sent, depending on the messages it supports.

TOPCAT, Aladin and DS9 read VOTables; DS9 reads regions, Aladin runs a script; many can be pointed
at a position. Of a name only letters, digits and harmless punctuation are sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_hex

from aptcheck.engine.destination import Destination
from aptcheck.engine.writer import write
from aptcheck.parcel import Parcel
from aptcheck.report.bare import bare
from aptcheck.tasks.samp_hub import Program
from aptcheck.wording import count

__all__ = ["MTYPES", "Message", "Messages"]

_POINT = "coord.pointAt.sky"
_TABLE = "table.load.votable"
#: DS9's own: a command, and a file for it (its manual, SAMP).
_DS9 = "ds9.set"
#: Aladin Desktop's own (cds-astro/aladin, SAMPManager.java). Aladin Lite takes it as an image.
_ALADIN = "script.aladin.send"

MTYPES = (_POINT, _TABLE, _DS9, _ALADIN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message, and what it delivers once it is accepted, in words; None: nothing yet.

    A pointing message only says where to look.
    """

    mtype: str
    params: dict[str, str]
    words: str | None = None
    points: bool = False


class Messages:
    """The messages of one parcel; files are written into a folder when first needed.

    Parameters
    ----------
    parcel : Parcel
    folder : Path
        Our own, which the user's other programs can read.
    """

    def __init__(self, parcel: Parcel, folder: Path) -> None:
        self._parcel = parcel
        self._folder = folder
        self._written: set[str] = set()
        self._run = token_hex(4)

    def for_program(self, program: Program) -> Iterator[Message]:
        """Yield the messages for a program, in order; none if it supports none."""
        parcel, understood = self._parcel, program.understands
        if _TABLE in understood:
            yield from self._tables()
        if parcel.outlines and _DS9 in understood:
            yield self._regions()
        elif parcel.outlines and _ALADIN in understood and "Lite" not in program.name:
            yield from self._scripts()
        if _POINT in understood:
            place = {"ra": f"{parcel.ra_deg:.8f}", "dec": f"{parcel.dec_deg:.8f}"}
            yield Message(mtype=_POINT, params=place, points=True)

    def _tables(self) -> Iterator[Message]:
        from aptcheck.report.votable import votable

        for number, (name, rows) in enumerate(self._parcel.tables.items(), 1):
            if rows:
                params = {
                    "url": self._url(f"table-{number}.vot", partial(votable, name, rows)),
                    "name": bare(f"{self._parcel.title} {name}") or "aptcheck",
                    "table-id": f"aptcheck-{self._run}-{number}",
                }
                words = f"{count(rows, 'row')} of {bare(name) or 'a table'}"
                yield Message(mtype=_TABLE, params=params, words=words)

    def _regions(self) -> Message:
        """Return the outlines for DS9, as a file: a command would need quoting."""
        from aptcheck.report.ds9 import ds9_regions

        outlines = self._parcel.outlines
        url = self._url("outlines.reg", lambda: ds9_regions(outlines).encode("ascii"))
        params = {"cmd": "regions -format ds9", "url": url}
        return Message(mtype=_DS9, params=params, words=count(outlines, "outline"))

    def _scripts(self) -> Iterator[Message]:
        """Yield the outlines for Aladin, one layer at a time, so that each is drawn in time."""
        from aptcheck.report.aladin import aladin_scripts

        *first, last = aladin_scripts(self._parcel.outlines)
        for script in first:
            yield Message(mtype=_ALADIN, params={"script": script})
        words = count(self._parcel.outlines, "outline")
        yield Message(mtype=_ALADIN, params={"script": last}, words=words)

    def _url(self, name: str, content: Callable[[], bytes]) -> str:
        """Return the address of a file, which is written when the first program needs it."""
        path = self._folder / name
        if name not in self._written:
            write(Destination(path=path), content())
            self._written.add(name)
        return path.as_uri()
