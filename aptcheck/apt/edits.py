"""A proposal with corrections; every other byte stays as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from aptcheck.apt.archive import is_archive
from aptcheck.apt.document import Document, read_bytes
from aptcheck.apt.link_numbers import LinkNumbers
from aptcheck.apt.packing import repacked
from aptcheck.apt.part_changes import PartChanges
from aptcheck.apt.spans import spans
from aptcheck.apt.splices import Splice, settled, spliced
from aptcheck.apt.stale_plans import TOOL_VALUE, holders, outdated, still_in_force
from aptcheck.edit import AddCopy, Edit
from aptcheck.errors import UnreadableProposal, UnwritableEdit

__all__ = ["Edited", "edited"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Edited:
    """A corrected proposal.

    Attributes
    ----------
    document : Document
        The proposal as read back; its ``data`` are the bytes of the new file.
    old_xml, xml : bytes
        The XML before and after.
    splices : tuple of Splice
        The changes in the old XML, in order; none touches another.
    outdated : tuple of int
        Numbers of the observations whose stored results were marked out of date.
    """

    document: Document
    old_xml: bytes = field(repr=False)
    xml: bytes = field(repr=False)
    splices: tuple[Splice, ...] = field(repr=False)
    outdated: tuple[int, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes of the new file: XML, or the archive with that one member replaced."""
        return self.document.data


def edited(document: Document, edits: Iterable[Edit], *, stale: Collection[int] = ()) -> Edited:
    """Apply edits to the bytes of a proposal; nothing is written to disk.

    Parameters
    ----------
    document : Document
        The proposal as it was read.
    edits : iterable of Edit
        All refer to the file as read; the same edit given twice counts once.
    stale : collection of int, optional
        Numbers of observations whose Visit Planner results become out of date.

    Returns
    -------
    Edited

    Raises
    ------
    UnwritableEdit
        If an edit is impossible, two edits disagree, the file is packed in a way that cannot be
        kept, or the result could not be read back.
    """
    old = document.xml
    wanted = tuple(dict.fromkeys(edits))
    ordinals = {edit.part for edit in wanted}
    ordinals |= {edit.after for edit in wanted if isinstance(edit, AddCopy)}
    held = holders(document.proposal, stale)
    found = spans(old, ordinals, within=held, name=TOOL_VALUE)
    changes = PartChanges(old, found.wanted, LinkNumbers(document.proposal.schema_version))
    for edit in wanted:
        changes.make(edit)
    made = changes.splices()
    marks = _apart(outdated(old, document.proposal, held, found.inside), made)
    splices = settled(old, (*made, *(mark for _, mark in marks)))
    if not splices:
        return Edited(document=document, old_xml=old, xml=old, splices=())
    new = spliced(old, splices)
    return Edited(
        document=_read_back(document, new, stale),
        old_xml=old,
        xml=new,
        splices=splices,
        outdated=tuple(sorted({number for number, _ in marks})),
    )


def _apart(marks: Iterable[tuple[int, Splice]], made: Sequence[Splice]) -> list[tuple[int, Splice]]:
    """Leave out the marks inside anything that is removed or replaced as a whole."""
    starts = [splice.start for splice in made]
    return [
        (number, mark)
        for number, mark in marks
        if not (at := bisect_right(starts, mark.start)) or made[at - 1].end <= mark.start
    ]


def _read_back(document: Document, xml: bytes, stale: Collection[int]) -> Document:
    """Read what would be written: a proposal is never replaced by an unreadable file."""
    data = repacked(document.data, document.member, xml) if is_archive(document.data) else xml
    try:
        again = read_bytes(data, document.member)
    except UnreadableProposal as error:
        raise UnwritableEdit(
            f"The corrected file could not be read back, so it was not written: {error.reason}"
        ) from None
    if again.member != document.member:
        raise UnwritableEdit("The corrected archive names another proposal; it was not written.")
    if kept := still_in_force(again.planner_texts, stale):
        raise UnwritableEdit(
            f"The Visit Planner results stored for observation {kept[0]} could not be marked out "
            "of date; open the file in APT and save it first."
        )
    return again
