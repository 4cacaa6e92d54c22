"""The whole file: XML text, or the zip archive that APT packs it into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from aptcheck.testing.element import leaf, nest
from aptcheck.testing.links import Link
from aptcheck.testing.observations import APT, TEMPLATES, Observation
from aptcheck.testing.targets import Target

__all__ = ["Document", "Whole", "proposal"]

BEGINNING_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Document:
    """A proposal as text, which can be written as .xml or .aptx."""

    text: str
    name: str = "1234.xml"

    @property
    def xml(self) -> bytes:
        """The bytes of the exported .xml file."""
        return self.text.encode()

    def aptx(self, manifest: str | None = "manifest") -> bytes:
        """Pack the file as APT does; the manifest is `META-INF/MANIFEST.MF` before APT 2022.3.

        The same text gives the same bytes, on any day and any machine.
        """
        pointer = f"\r\nName: AptAttributes\r\nProposalFilename: {self.name}\r\n\r\n"
        members = [(self.name, self.xml)]
        if manifest is not None:
            members.insert(0, (manifest, pointer.encode()))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in members:
                member = zipfile.ZipInfo(name, BEGINNING_OF_ZIP_TIME)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = 3
                member.external_attr = 0o644 << 16
                archive.writestr(member, content)
        return packed.getvalue()

    def write(self, path: Path) -> Path:
        """Write to a path: as a zip if it ends in .aptx; in a folder, under the document's name."""
        if path.is_dir():
            path /= self.name
        path.write_bytes(self.aptx() if path.suffix == ".aptx" else self.xml)
        return path


def _comments(comment: str) -> str:
    return "".join(f"<!-- {line} -->\n" for line in comment.splitlines() if line)


def _information(
    title: str | None, program: object, category: str | None, cycle: object, abstract: str | None
) -> str:
    return nest(
        "ProposalInformation",
        leaf("ProposalPhase", "Draft"),
        leaf("Title", title),
        leaf("Abstract", abstract),
        leaf("ProposalID", program),
        leaf("ProposalCategory", category),
        leaf("ProposalSize", "SMALL"),
        leaf("ProprietaryPeriod", "C[12 Months]"),
        leaf("Cycle", cycle),
        leaf("NoSimilarSubmissions", False),
        nest("PrincipalInvestigator", leaf("Contact", True)),
    )


def _statuses(observations: Sequence[Observation], program: object) -> str:
    return nest(
        "VisitStatuses",
        *(
            nest(
                "VisitStatus",
                VisitId=f"{int(str(program)):05d}{observation.number:03d}{visit:03d}",
                Status=status,
            )
            for observation in observations
            for visit, status in enumerate(observation.statuses, 1)
        ),
    )


class Whole(TypedDict, total=False):
    """The further keywords of `proposal`, which `pair` passes on."""

    program: object
    title: str | None
    abstract: str | None
    cycle: object
    category: str | None
    schema: object
    apt_version: str | None
    groups: Sequence[tuple[str, Sequence[Observation]]]
    comment: str
    raw: str


def proposal(
    *,
    targets: Sequence[Target],
    observations: Sequence[Observation],
    links: Sequence[Link] = (),
    program: object = 1234,
    title: str | None = "A proposal",
    abstract: str | None = None,
    cycle: object = 5,
    category: str | None = "GO",
    schema: object = 71,
    apt_version: str | None = "2026.5.1",
    groups: Sequence[tuple[str, Sequence[Observation]]] = (),
    comment: str = "",
    raw: str = "",
) -> Document:
    """Build a proposal.

    Parameters
    ----------
    targets, observations, links : sequence
        As `target`, `mrs`, `group` and similar functions make them.
    program, title, abstract, cycle, category : optional
        The form Proposal Information; None leaves an element out.
    schema, apt_version : optional
        The attributes of the root; None leaves one out.
    groups : sequence of (label, observations)
        Further observation folders.
    comment : str
        Each line becomes an XML comment above the root.
    raw : str
        XML after the links, word for word.
    """
    folders = [("Observations", observations), *groups]
    everything = [observation for _, folder in folders for observation in folder]
    by_target = {entry.number: entry for entry in targets}
    by_number = {observation.number: observation for observation in everything}
    namespaces = {f"xmlns:{prefix}": f"{APT}/Template/{name}" for name, prefix in TEMPLATES.items()}
    has_status = any(observation.statuses for observation in everything)
    root = nest(
        "JwstProposal",
        _information(title, program, category, cycle, abstract),
        _statuses(everything, program) if has_status else "",
        nest("Targets", *(entry.render(by_target) for entry in targets)),
        nest("PureParallelSlots"),
        nest(
            "DataRequests",
            *(
                nest(
                    "ObservationGroup", leaf("Label", label), *(o.render(by_target) for o in folder)
                )
                for label, folder in folders
            ),
        ),
        nest(
            "LinkingRequirements",
            *(link(by_number, number) for number, link in enumerate(links, 1)),
        ),
        raw,
        schemaVersion=schema,
        APTVersion=None if apt_version is None else f"Version {apt_version}  ",
        PRDVersion="PRDAPTSOC-074-002",
        xmlns=APT,
        **namespaces,
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return Document(f"{head}{_comments(comment)}{root}\n", f"{program or 'proposal'}.xml")
