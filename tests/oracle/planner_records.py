"""Windows stored in a proposal compared with computed ones, read as aptcheck reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from aptcheck.apt import read_path
from aptcheck.apt.planner_texts import planner_texts
from aptcheck.apt.tree import parsed
from aptcheck.apt.visit_planner import records_in_force
from aptcheck.model.visit_planner import VisitRecord
from aptcheck.schedule.field_of_regard import FieldOfRegard, computed_visibility
from aptcheck.schedule.planner_windows import regard_windows
from tests.oracle.planner_residuals import POINTINGS, fitted_duration, off


@dataclass(frozen=True, kw_only=True)
class RecordResidual:
    """Largest differences of one visit: degrees, and days of its windows' ends (computed - stored)."""

    name: str
    samples: int
    plain: float
    fitted: float
    hours: float
    openings: tuple[float, ...]
    closings: tuple[float, ...]


def live_records(path: Path) -> dict[int, tuple[VisitRecord, ...]]:
    """Return the records in force of all visits of a proposal."""
    document = read_path(path)
    program = int(document.proposal.program or 0)
    keys = [
        (program, observation.number, visit)
        for observation in document.proposal.observations
        for visit in range(1, 200)
    ]
    return records_in_force(planner_texts(parsed(document.xml, path.name), frozenset(keys)))


def record_residuals(path: Path) -> Iterator[RecordResidual]:
    """Compare every live visit of a proposal whose windows use the flown orbit."""
    proposal = read_path(path).proposal
    for number, records in sorted(live_records(path).items()):
        observation = proposal.observation(number)
        assert observation is not None
        target = proposal.target_of(observation)
        assert target is not None
        ra, dec = target.ra_deg, target.dec_deg
        assert ra is not None
        assert dec is not None
        for record in records:
            yield _residual(record, ra, dec, observation.template or "")


def _residual(record: VisitRecord, ra: float, dec: float, template: str) -> RecordResidual:
    regard = record.constraint("off-normal")
    assert regard is not None
    computed = computed_visibility(
        "",
        ra,
        dec,
        pointing=POINTINGS[template],
        start=regard.pieces[0].start,
        end=regard.pieces[-1].end,
    )
    field = computed.limits
    assert isinstance(field, FieldOfRegard)
    windows = regard_windows(record)
    samples = [sample for window in windows for sample in window.samples]
    times = np.array([sample.mjd for sample in samples])
    stored = np.array([sample.hull for sample in samples])
    days = fitted_duration(field, times, stored)
    pairs = list(zip(computed.spans, windows, strict=True))
    return RecordResidual(
        name=f"{record.key.program}:{record.key.observation}:{record.key.visit} ({template})",
        samples=len(samples),
        plain=float(np.abs(off(field, times, stored)).max()),
        fitted=float(np.abs(off(replace(field, duration=days), times, stored)).max()),
        hours=days * 24.0,
        openings=tuple(span[0] - window.start for span, window in pairs),
        closings=tuple(span[1] - window.end for span, window in pairs),
    )
