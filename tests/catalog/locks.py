"""Locks as `aptcheck lock` writes them, each survey with one star at the field center."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from aptcheck.catalog import LOCK_NAME
from aptcheck.catalog.batch import Batch
from aptcheck.catalog.dialect import IRSA_NAMES
from aptcheck.catalog.lock_file import dumps
from aptcheck.catalog.survey import ALLWISE, SURVEYS, Survey
from tests.catalog.skies import POSITION, RADIUS, rows, star_row


def batch(survey: Survey = ALLWISE, **changes: Any) -> Batch:
    """Return IRSA's answer about the field; keywords replace its fields."""
    usual = Batch(
        survey=survey,
        provider="IRSA",
        kind="irsa",
        service="https://irsa.ipac.caltech.edu/TAP",
        query=IRSA_NAMES.query(survey, RADIUS),
        asked="2026-11-22T10:00:00Z",
        radius_deg=RADIUS,
        positions=(POSITION,),
        rows=rows(survey, star_row(survey)),
    )
    return replace(usual, **changes)


def locked(folder: Path) -> Path:
    """Write a lock with the answers of both surveys."""
    path = folder / LOCK_NAME
    path.write_text(dumps([batch(survey) for survey in SURVEYS]), encoding="utf-8")
    return path
