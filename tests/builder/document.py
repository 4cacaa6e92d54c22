"""The whole file: XML text, and the zip APT puts it into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.builder.element import leaf, nest
from tests.builder.links import Link, group
from tests.builder.observations import APT, TEMPLATES, Observation, mrs
from tests.builder.targets import Target, target

BEGINNING_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Document:
    """A proposal as text, ready to be written in either form."""

    text: str
    name: str = "1234.xml"

    @property
    def xml(self) -> bytes:
        """The bytes of the exported .xml file."""
        return self.text.encode()

    def aptx(self, manifest: str | None = "manifest") -> bytes:
        """Pack the file as APT does; `manifest` is `META-INF/MANIFEST.MF` before APT 2022.3.

        The same text gives the same bytes, whenever and wherever it is packed.
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
        """Write to `path`: as a zip if it ends in .aptx, under its own name into a folder."""
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
    """Put a proposal together.

    `groups` holds further labelled folders of observations. Each line of `comment` becomes an XML
    comment above the root; `raw` goes after the links. `None` leaves an element or attribute out.
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


SKY_KEYWORD = "Telescope/sky background"

Changes = Mapping[str, Any]


def pair(
    *,
    science: Changes | None = None,
    sky: Changes | None = None,
    both: Changes | None = None,
    science_target: Changes | None = None,
    sky_target: Changes | None = None,
    link: Changes | None = None,
    links: Sequence[Link] | None = None,
    more_targets: Sequence[Target] = (),
    more_observations: Sequence[Observation] = (),
    more_links: Sequence[Link] = (),
    **document: Any,
) -> Document:
    """Make the pair that nothing can be said against, with changes.

    Observation 1 is science on target 1, observation 2 the sky on target 2, 90 arcseconds north;
    declared, grouped SEQUENCE, NON-INTERRUPTIBLE, equal in every exposure, both Extended YES and
    dithered for extended sources, the sky without acquisition. Changes are keywords of `mrs` for
    `science`, `sky` and `both`, of `target` for the targets, of `group` for the link; `links`
    replaces the link, and anything else goes to `proposal`.
    """
    either = both or {}
    acquired = {"acquisition": "Same Target as Observation", "label": "NGC-1 science"}
    blank = {"label": "NGC-1 background"}
    listing: dict[str, Any] = {"number": 1, "name": "NGC-1", "background": [2]}
    listed: dict[str, Any] = {
        "number": 2,
        "name": "NGC-1-SKY",
        "north": 90,
        "category": "Calibration",
        "keywords": [SKY_KEYWORD],
    }
    joined = [group(1, 2, **(link or {}))] if links is None else [*links]
    return proposal(
        targets=[
            target(**listing | dict(science_target or {})),
            target(**listed | dict(sky_target or {})),
            *more_targets,
        ],
        observations=[
            mrs(**{"number": 1, **acquired, **either, **(science or {})}),
            mrs(**{"number": 2, **blank, **either, **(sky or {})}),
            *more_observations,
        ],
        links=[*joined, *more_links],
        **document,
    )
