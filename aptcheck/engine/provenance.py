"""What a verdict rests on: the day, the file, the dates, the catalogues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from aptcheck.results import Provenance

if TYPE_CHECKING:
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.engine.session import Session
    from aptcheck.rules.context import Context

__all__ = ["provenance_of"]


def provenance_of(session: Session, contexts: Sequence[Context]) -> Provenance:
    """Return the provenance of the verdict on a proposal that has been judged."""
    window = session.window
    answers = list(_answers(contexts)) if session.hears_catalogues else []
    return Provenance(
        checked=f"{session.options.today:%Y-%m-%d}",
        sha256=session.digest or None,
        window_start=f"{window.start:%Y-%m-%d}",
        window_end=f"{window.end - timedelta(microseconds=1):%Y-%m-%d}",
        window_origin=window.origin,
        surveys=tuple(dict.fromkeys(s.name for one in answers for s in one.surveys)),
        suppliers=tuple(dict.fromkeys(name for one in answers for name in one.suppliers)),
    )


def _answers(contexts: Sequence[Context]) -> Iterator[ConeAnswer]:
    """Yield what the catalogues answered about each field."""
    for sky in (context.sky for context in contexts if context.sky.asked):
        # a field on which this crashes has a finding that says so
        with suppress(Exception):
            asked = [sky.asked_about(field) for field in sky.fields]
            yield from (answer for _, answer in filter(None, asked))
