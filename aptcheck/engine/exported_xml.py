"""The exported XML next to an archive: a copy of its plan in which lines can be shown."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck import apt
from aptcheck.engine.findings import stated
from aptcheck.engine.paths import STDIN
from aptcheck.engine.plan_differences import differing_parts
from aptcheck.engine.severity import rated, with_findings
from aptcheck.errors import UnreadableProposal
from aptcheck.results import Coverage, Outcome
from aptcheck.rules.structure.export_differs import Export, export_differs

if TYPE_CHECKING:
    from aptcheck.apt import Document
    from aptcheck.engine.session import Session
    from aptcheck.results import ProposalReport

__all__ = [
    "ExportFile",
    "beside_unreadable",
    "export_name",
    "export_of",
    "exported_beside",
    "with_export",
]

_ALONE = "no export of the same name is in a checked folder"


def export_name(path: str) -> str | None:
    """Return the path that the export of an archive would have, None for what is no archive."""
    name = f"{os.path.splitext(path)[0]}.xml"  # noqa: PTH122 - the path is kept as it was given
    return None if path == STDIN or name.lower() == path.lower() else name


def export_of(path: str) -> str | None:
    """Return the path of ``<stem>.xml`` beside an archive, None if there is no such XML."""
    name = export_name(path)
    if name is None or not os.path.isfile(name):  # noqa: PTH113 - a text
        return None
    return None if apt.is_other_xml(Path(name)) else name


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The exported XML of a proposal.

    Attributes
    ----------
    path : str
    judged : bool
        Whether it was found in a checked folder: then archive and export are one proposal.
    content : bytes or None
        Its bytes, for a process that may not reach the file.
    unreadable : str or None
        For such a process, why there are none.
    """

    path: str
    judged: bool = True
    content: bytes | None = None
    unreadable: str | None = None

    def with_content(self) -> ExportFile:
        """Return it for a process that may not reach the file."""
        try:
            return replace(self, content=self.read())
        except UnreadableProposal as fault:
            return replace(self, unreadable=fault.reason)

    def read(self) -> bytes:
        """Return its bytes; UnreadableProposal if it cannot be read."""
        if self.unreadable is not None:
            raise UnreadableProposal(self.unreadable)
        return apt.file_bytes(Path(self.path)) if self.content is None else self.content

    def document(self) -> Document:
        """Return what it says; UnreadableProposal if it cannot be read."""
        return apt.read_bytes(self.read(), Path(self.path).name)


def exported_beside(path: str, document: Document, export: ExportFile | None = None) -> str | None:
    """Return the path of the export beside an archive if it has the same content.

    ``export`` is that file if it is known. Line endings are ignored: version control may have
    changed them, and lines and columns stay the same.
    """
    if export is None and (name := export_of(path)) is not None:
        export = ExportFile(name, judged=False)
    if export is None:
        return None
    try:
        exported = export.read()
    except UnreadableProposal:
        return None
    return export.path if _lines(exported) == _lines(document.xml) else None


def with_export(
    report: ProposalReport, session: Session, export: ExportFile | None
) -> ProposalReport:
    """Return the report of an archive, with findings on its export in a checked folder.

    ``report.beside`` is the export if it holds the same XML.
    """
    lines = (line.outcome for line in report.coverage if line.code == export_differs.code)
    if next(lines, Outcome.NOT_CHECKED) is Outcome.NOT_CHECKED:
        return report
    if export is None or not export.judged:
        return _settled(report, Outcome.NOT_APPLICABLE, _ALONE)
    found = _compared(session, export) if report.beside != export.path else Export(name="")
    if not (found.differing or found.unreadable):
        return report
    overrides = session.settings.severity
    severity, _ = rated(export_differs, profile=session.profile, overrides=overrides) or (
        None,
        None,
    )
    finding = stated(export_differs, found, report.program, severity)
    return _settled(with_findings(report, (*report.findings, finding)), Outcome.FINDING)


def beside_unreadable(fault: UnreadableProposal, export: ExportFile | None) -> UnreadableProposal:
    """Return why an archive cannot be read, and mention its export if that can be read."""
    if export is None or not export.judged:
        return fault
    try:
        export.document()
    except Exception:  # noqa: BLE001 - of a broken export nothing needs to be said
        return fault
    name = Path(export.path).name
    return UnreadableProposal(
        f"{fault.reason} Its export {name} is beside it and can be read: name that file to "
        "check it.",
        member=fault.member,
        line=fault.line,
        column=fault.column,
    )


def _compared(session: Session, export: ExportFile) -> Export:
    name = Path(export.path).name
    try:
        other = export.document().proposal
        return Export(name=name, differing=differing_parts(session.proposal, other))
    except UnreadableProposal as fault:
        return Export(name=name, unreadable=fault.reason)
    except Exception as crash:  # noqa: BLE001 - the archive is judged all the same
        return Export(name=name, unreadable=f"aptcheck failed ({type(crash).__name__}).")


def _settled(report: ProposalReport, outcome: Outcome, reason: str | None = None) -> ProposalReport:
    """Return a report with the outcome of the comparison in its ledger."""
    own = Coverage(code=export_differs.code, outcome=outcome, reason=reason)
    lines = (own if line.code == own.code else line for line in report.coverage)
    return replace(report, coverage=tuple(lines))


def _lines(xml: bytes) -> bytes:
    return xml.replace(b"\r\n", b"\n")
