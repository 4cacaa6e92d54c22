"""A proposal as read: the model, and the bytes it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aptcheck.apt.archive import is_archive, proposal_member
from aptcheck.apt.planner_texts import PlannerKey, judged_keys, planner_texts
from aptcheck.apt.proposal import read_proposal
from aptcheck.apt.source import check_size, file_bytes
from aptcheck.apt.tree import parsed
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Proposal

__all__ = ["Document", "read_bytes", "read_path", "xml_of"]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Document:
    """One proposal and the bytes of its file; archives stay packed, since many are held at once.

    ``member`` is the name of the XML inside an archive, else the file's own name;
    ``planner_texts`` are the results that APT's Visit Planner stored for the visits of MRS
    observations, each an XML text, by (program, observation, visit).
    """

    proposal: Proposal
    member: str
    data: bytes = field(repr=False)
    planner_texts: Mapping[PlannerKey, str] = field(default_factory=dict, repr=False)

    @property
    def is_archive(self) -> bool:
        """Whether the XML is a member of an archive."""
        return is_archive(self.data)

    @property
    def xml(self) -> bytes:
        """The XML, unpacked from an archive each time."""
        return xml_of(self.data, self.member)[1]


def read_path(path: str | Path) -> Document:
    """Read an .aptx or .xml file; its content decides which.

    Raises
    ------
    UnreadableProposal
        With a sentence for the proposer only.
    """
    path = Path(path)
    return read_bytes(file_bytes(path), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of an .aptx or .xml file called ``name``.

    Raises
    ------
    UnreadableProposal
        With a sentence for the proposer only.
    """
    check_size(data)
    member, xml = xml_of(data, name)
    if xml is data:
        _check_form(data, name)
    root = parsed(xml, member)
    proposal = read_proposal(root, member)
    return Document(
        proposal=proposal,
        member=member,
        data=data,
        planner_texts=planner_texts(root, judged_keys(xml, proposal)),
    )


def xml_of(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the name of the file or member that contains the XML of a proposal, and the XML.

    Raises
    ------
    UnreadableProposal
        An archive has no proposal, or cannot be unpacked.
    """
    return proposal_member(data) if is_archive(data) else (name, data)


def _check_form(data: bytes, name: str) -> None:
    """Reject what is not XML, with a clearer message than a parser gives."""
    if not data or data.isspace():
        raise UnreadableProposal("The file is empty.", member=name)
    start = data[:4096].removeprefix(_BOM).lstrip()
    if start and not start.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0")):
        raise UnreadableProposal(
            "The file is neither an .aptx archive nor XML; use a file that APT saved or exported.",
            member=name,
        )
