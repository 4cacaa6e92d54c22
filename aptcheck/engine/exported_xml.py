"""The exported XML next to an archive: a copy of its plan in which lines can be shown."""

from __future__ import annotations

import os
from dataclasses import replace
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

__all__ = ["beside_unreadable", "export_of", "exported_beside", "with_export"]

_ALONE = "no export of the same name is in a checked folder"


def export_of(path: str) -> str | None:
    """Return the path of ``<stem>.xml`` beside an archive, None if there is no such XML."""
    name = f"{os.path.splitext(path)[0]}.xml"  # noqa: PTH122 - the path is kept as it was given
    if path == STDIN or name.lower() == path.lower() or not os.path.isfile(name):  # noqa: PTH113
        return None
    return None if apt.is_other_xml(Path(name)) else name


def exported_beside(path: str, document: Document, export: str | None = None) -> str | None:
    """Return the path of the export beside an archive if it has the same content.

    ``export`` is that path if it is known. Line endings are ignored: version control may have
    changed them, and lines and columns stay the same.
    """
    name = export or export_of(path)
    if name is None:
        return None
    try:
        exported = apt.file_bytes(Path(name))
    except UnreadableProposal:
        return None
    return name if _lines(exported) == _lines(document.xml) else None


def with_export(report: ProposalReport, session: Session, export: str | None) -> ProposalReport:
    """Return the report of an archive, with findings on its export in a checked folder.

    ``report.beside`` is the export if it holds the same XML.
    """
    lines = (line.outcome for line in report.coverage if line.code == export_differs.code)
    if next(lines, Outcome.NOT_CHECKED) is Outcome.NOT_CHECKED:
        return report
    if export is None:
        return _settled(report, Outcome.NOT_APPLICABLE, _ALONE)
    found = _compared(session, export) if report.beside != export else Export(name="")
    if not (found.differing or found.unreadable):
        return report
    overrides = session.settings.severity
    severity, _ = rated(export_differs, profile=session.profile, overrides=overrides) or (
        None,
        None,
    )
    finding = stated(export_differs, found, report.program, severity)
    return _settled(with_findings(report, (*report.findings, finding)), Outcome.FINDING)


def beside_unreadable(fault: UnreadableProposal, export: str | None) -> UnreadableProposal:
    """Return why an archive cannot be read, and mention its export if that can be read."""
    if export is None:
        return fault
    try:
        apt.read_path(export)
    except Exception:  # noqa: BLE001 - of a broken export nothing needs to be said
        return fault
    return UnreadableProposal(
        f"{fault.reason} Its export {Path(export).name} is beside it and can be read: name that "
        "file to check it.",
        member=fault.member,
        line=fault.line,
        column=fault.column,
    )


def _compared(session: Session, export: str) -> Export:
    name = Path(export).name
    try:
        other = apt.read_path(export).proposal
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
