"""A proposal as it was read: the model, and the bytes it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aptcheck.apt.archive import is_archive, proposal_member
from aptcheck.apt.planner_texts import planner_texts
from aptcheck.apt.proposal import read_proposal
from aptcheck.apt.source import check_size, file_bytes
from aptcheck.apt.tree import parsed
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Proposal

__all__ = ["Document", "read_bytes", "read_path"]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """One proposal and its XML.

    ``member`` is the name of the XML inside an archive, else the file's own name.
    """

    proposal: Proposal
    member: str | None
    xml: bytes = field(repr=False)

    def visit_planner_texts(
        self, keys: Iterable[tuple[int, int, int]]
    ) -> dict[tuple[int, int, int], str]:
        """Return what APT's Visit Planner stored for visits, found only when asked for.

        Parameters
        ----------
        keys : iterable of (program, observation, visit)
            Numbers, the program 0 for a draft. Results are kept by APT when a proposal is copied
            or renumbered: only those count that the observation of that very number holds.

        Returns
        -------
        dict
            The text, itself XML, for each key that is stored.
        """
        wanted = frozenset(keys)
        return planner_texts(parsed(self.xml, self.member), wanted) if wanted else {}


def read_path(path: str | Path) -> Document:
    """Read an .aptx or .xml file, told apart by content.

    Raises
    ------
    UnreadableProposal
        With a sentence for the proposer, and nothing else.
    """
    path = Path(path)
    return read_bytes(file_bytes(path), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of an .aptx or .xml file; ``name`` is that of the file.

    Raises
    ------
    UnreadableProposal
        With a sentence for the proposer, and nothing else.
    """
    check_size(data)
    if is_archive(data):
        member, xml = proposal_member(data)
    else:
        member, xml = name, data
        _check_form(data, name)
    proposal = read_proposal(parsed(xml, member), member)
    return Document(proposal=proposal, member=member, xml=xml)


def _check_form(data: bytes, name: str) -> None:
    """Refuse what is no XML in better words than a parser has."""
    if not data or data.isspace():
        raise UnreadableProposal("The file is empty.", member=name)
    start = data[:4096].removeprefix(_BOM).lstrip()
    if start and not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0")):
        raise UnreadableProposal(
            "The file is neither an .aptx archive nor XML; give what APT saves or exports.",
            member=name,
        )
