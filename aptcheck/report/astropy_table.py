"""All findings of a report as an astropy Table, a row for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from aptcheck.finding import Finding
from aptcheck.report.evidence_numbers import as_number, width
from aptcheck.results import ProposalReport, Report

if TYPE_CHECKING:
    from astropy.table import MaskedColumn, Table

__all__ = ["astropy_table"]

#: The columns with their kinds and units, in order.
_COLUMNS: tuple[tuple[str, type, str | None], ...] = (
    ("program", str, None),
    ("code", str, None),
    ("severity", str, None),
    ("counts", bool, None),
    ("observation", int, None),
    ("related", str, None),
    ("target", str, None),
    ("name", str, None),
    ("measured", float, None),
    ("limit", float, None),
    ("unit", str, None),
    ("allowed", float, "deg"),
    ("avoid", float, "deg"),
    ("source", str, None),
    ("ra", float, "deg"),
    ("dec", float, "deg"),
    ("message", str, None),
    ("fix", str, None),
    ("fixable", str, None),
    ("suppressed", str, None),
    ("baselined", bool, None),
    ("path", str, None),
    ("fingerprint", str, None),
)


def astropy_table(report: Report) -> Table:
    """Return the table; what a finding does not have is masked.

    ``measured`` and ``limit`` are numbers, in the ``unit`` of their row; where they are words, the
    message has them. ``allowed`` and ``avoid`` are the widths of all these position angles.
    """
    from astropy.table import Table

    rows = [_row(proposal, one) for proposal in report.proposals for one in proposal.findings]
    return Table(
        [
            _column(name, kind, unit, [row[at] for row in rows])
            for at, (name, kind, unit) in enumerate(_COLUMNS)
        ]
    )


def _row(proposal: ProposalReport, finding: Finding) -> tuple[object, ...]:
    evidence, source, angles = finding.evidence, finding.source, finding.angles
    return (
        proposal.program,
        finding.code,
        finding.severity.value,
        finding.counts,
        finding.observation,
        ",".join(map(str, finding.related_observations)) or None,
        finding.target,
        finding.name,
        as_number(evidence.measured) if evidence is not None else None,
        as_number(evidence.limit) if evidence is not None else None,
        evidence.unit if evidence is not None else None,
        width(angles.allowed) if angles is not None else None,
        width(angles.avoid) if angles is not None else None,
        source.designation if source is not None else None,
        source.ra_deg if source is not None else None,
        source.dec_deg if source is not None else None,
        finding.message,
        finding.fix,
        finding.fixable,
        finding.suppressed.reason if finding.suppressed is not None else None,
        finding.baselined,
        proposal.path,
        finding.fingerprint,
    )


def _column(name: str, kind: type, unit: str | None, values: Sequence[Any]) -> MaskedColumn:
    from astropy.table import MaskedColumn

    gaps = [value is None for value in values]
    filled = [kind() if value is None else value for value in values]
    digits = None if unit is None else "{:.4f}"
    return MaskedColumn(filled, name=name, unit=unit, mask=gaps, dtype=kind, format=digits)
