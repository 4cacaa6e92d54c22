"""Query the catalogues for all fields of a run at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from aptcheck.catalog.answer import Answer, FieldAnswer
from aptcheck.catalog.batch import Batch
from aptcheck.catalog.dialect import RADIUS_DECIMALS
from aptcheck.catalog.match import counts_within
from aptcheck.catalog.merge import merged
from aptcheck.catalog.position import Position
from aptcheck.catalog.provider import Provider
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import SURVEYS, Survey
from aptcheck.wording import Reason

__all__ = ["CHUNK", "Progress", "disclosure", "fetch", "queries"]

#: Fields in one upload join.
CHUNK = 500

#: Called with the current task, the number of fields done, and the total.
Progress = Callable[[str, int, int], None]


def _quiet(what: str, done: int, total: int) -> None:
    """Report nothing."""


def fetch(
    positions: Sequence[Position],
    radius_deg: float,
    providers: Sequence[Provider],
    *,
    progress: Progress = _quiet,
    chunk: int = CHUNK,
    gone: dict[Provider, Batch] | None = None,
) -> Answer:
    """Return what the catalogues contain within a radius of every position.

    Each survey is requested from the first provider that has it; fields it does not answer go to
    the next. A field is checked only when every supplied survey answered completely and at least
    one source was found in its cone: an empty cone more likely means a silent catalogue.

    Parameters
    ----------
    positions : sequence of Position
    radius_deg : float
        ``cone_radius_deg`` of the run's farthest reach.
    providers : sequence of Provider
        In the order they are asked.
    progress : callable, optional
    chunk : int
        Positions per query.
    gone : dict of Provider to Batch, optional
        Providers that did not answer earlier in the run, which are not asked again; those that do
        not answer now are added.
    """
    distinct = tuple(dict.fromkeys(positions))
    batches: list[Batch] = []
    surveys = tuple(s for s in SURVEYS if any(s in p.surveys for p in providers))
    gone = {} if gone is None else gone
    # As a service is sent it, so that files and catalogues in HATS form answer the same question.
    sent_deg = round(radius_deg, RADIUS_DECIMALS)
    for survey in surveys:
        batches += _asked(survey, distinct, sent_deg, providers, gone, progress, chunk)

    rows = {survey: _rows(survey, batches) for survey in surveys}
    counts = {
        survey.name: counts_within(
            np.array([position.ra_deg for position in distinct]),
            np.array([position.dec_deg for position in distinct]),
            table["ra"],
            table["dec"],
            radius_deg,
        )
        for survey, table in rows.items()
    }
    failures = _failures(batches)
    fields = {
        position: _field(
            position,
            {name: int(numbers[index]) for name, numbers in counts.items()},
            failures.get(position, {}),
            radius_deg,
        )
        for index, position in enumerate(distinct)
    }
    return Answer(
        fields=tuple(fields[position] for position in positions),
        sources=merged(tuple(rows.values()), _suppliers(batches)),
        surveys=surveys,
        missing=tuple(survey for survey in SURVEYS if survey not in surveys),
        batches=tuple(batches),
        radius_deg=radius_deg,
    )


def disclosure(
    positions: Sequence[Position], radius_deg: float, providers: Sequence[Provider]
) -> str | None:
    """Return what is sent to whom, as sentences, None when nothing leaves the machine."""
    contacted = [p for p in providers if p.recipient]
    if not contacted or not positions:
        return None
    count = len({(position.ra_deg, position.dec_deg) for position in positions})
    what = "1 position" if count == 1 else f"{count} positions"
    sentences = []
    if recipients := [str(p.recipient) for p in contacted if not p.reads_tiles]:
        first, *others = recipients
        fallback = f", and to {' and '.join(others)} where it does not answer" if others else ""
        sentences.append(
            f"Sending {what} and a radius of {radius_deg * 3600:g} arcsec to {first}{fallback}."
        )
    if hosts := [str(p.recipient) for p in contacted if p.reads_tiles]:
        sentences.append(
            f"Reading the sky tiles around {what} from {' and '.join(hosts)}: the positions are "
            "not sent, but the requests show which parts of the sky are read."
        )
    return " ".join(sentences)


def queries(radius_deg: float, providers: Sequence[Provider]) -> tuple[str, ...]:
    """Return the queries that would be sent, for display."""
    return tuple(
        provider.query(survey, radius_deg) for provider in providers for survey in provider.surveys
    )


def _asked(
    survey: Survey,
    positions: tuple[Position, ...],
    radius_deg: float,
    providers: Sequence[Provider],
    gone: dict[Provider, Batch],
    progress: Progress,
    chunk: int,
) -> Iterator[Batch]:
    """Yield the providers' answers in turn, each asked for what the earlier ones left open.

    A provider in ``gone`` did not answer at all and is not asked again in the same run.
    """
    waiting = positions
    for provider in (p for p in providers if survey in p.surveys):
        if not waiting:
            return
        what = f"{survey.name} from {provider.name}"
        left: list[Position] = []
        for start in range(0, len(waiting), chunk):
            portion = waiting[start : start + chunk]
            progress(what, start, len(waiting))
            if provider in gone:
                query = provider.query(survey, radius_deg)
                batches: Sequence[Batch] = [
                    replace(gone[provider], survey=survey, query=query, positions=portion)
                ]
            else:
                batches = provider.ask(survey, portion, radius_deg)
            for batch in batches:
                yield batch
                if not batch.answered:
                    left += batch.positions
                if batch.silent:
                    gone[provider] = batch
        progress(what, len(waiting), len(waiting))
        waiting = tuple(left)


def _rows(survey: Survey, batches: Sequence[Batch]) -> Rows:
    answered = [b.rows for b in batches if b.survey == survey and b.rows is not None and b.answered]
    return Rows.together(survey, answered)


def _suppliers(batches: Sequence[Batch]) -> str:
    return ", ".join(dict.fromkeys(batch.provider for batch in batches if batch.answered))


def _failures(
    batches: Sequence[Batch],
) -> Mapping[Position, Mapping[Survey, list[str]]]:
    """Return which providers failed, and how, for each position and survey without an answer."""
    answered = {(b.survey, position) for b in batches if b.answered for position in b.positions}
    failures: dict[Position, dict[Survey, list[str]]] = {}
    for batch in batches:
        for position in batch.positions:
            if (batch.survey, position) not in answered:
                reasons = failures.setdefault(position, {}).setdefault(batch.survey, [])
                reasons.append(f"{batch.provider} {batch.reason}")
    return failures


def _field(
    position: Position,
    counts: Mapping[str, int],
    failures: Mapping[Survey, Sequence[str]],
    radius_deg: float,
) -> FieldAnswer:
    reason = None
    if failures:
        surveys: dict[str, list[str]] = {}
        for survey, reasons in failures.items():
            surveys.setdefault("; ".join(reasons), []).append(survey.name)
        gaps = (f"{' and '.join(names)}: {why}" for why, names in surveys.items())
        reason = Reason("; ".join(gap.rstrip(".") for gap in gaps))
    elif not counts:
        reason = Reason("no catalogue was supplied")
    elif not any(counts.values()):
        reason = Reason(
            f"no {' or '.join(counts)} source within {radius_deg * 3600:g} arcsec: the "
            "catalogue probably does not cover the field"
        )
    failed = {survey.name for survey in failures}
    return FieldAnswer(
        position=position,
        counts={name: count for name, count in counts.items() if name not in failed},
        reason=reason,
    )
