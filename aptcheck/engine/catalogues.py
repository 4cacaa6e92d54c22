"""Query the catalogues for many proposals at once, before they are judged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog import LOCK_NAME
from aptcheck.engine.paths import folder_of
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.catalog.answer import Answer
    from aptcheck.catalog.batch import Batch
    from aptcheck.catalog.position import Position
    from aptcheck.catalog.provider import Provider
    from aptcheck.contamination.cone_answer import ConeAnswer
    from aptcheck.contamination.cone_request import Cone, ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.options import Options

__all__ = [
    "Announce",
    "Asking",
    "Catalogues",
    "choices",
    "fetched",
    "quiet_announcement",
    "quiet_progress",
]

#: Called with what is sent to whom, as a sentence, and the queries.
Announce = Callable[[str, tuple[str, ...]], None]

#: Called with what is being asked, how many fields are done, and how many there are.
Asking = Callable[[str, int, int], None]


def quiet_announcement(sentence: str, queries: tuple[str, ...]) -> None:
    """Do nothing."""


def quiet_progress(what: str, done: int, total: int) -> None:
    """Do nothing."""


def choices(file: str, options: Options) -> tuple[str, ...]:
    """Return the catalogues for a proposal: those chosen, else a lock beside it, else none."""
    if options.catalogs is None:
        # As text, and so without the cost of a Path: asked twice for each of thousands of files.
        lock = os.path.join(os.path.dirname(file), LOCK_NAME)  # noqa: PTH118, PTH120
        return ("lock",) if os.path.isfile(lock) else ()  # noqa: PTH113
    return () if "none" in options.catalogs else options.catalogs


class Catalogues:
    """The catalogues of one command, which may be asked again and again.

    A catalogue file is read once, and a service that does not answer is not asked again. Of the
    locks, one in each folder of proposals, only those of the last question are kept.

    Parameters
    ----------
    options : Options
    announce, progress : callable, optional

    Attributes
    ----------
    failed : set of str
        The files of the last question for which aptcheck itself failed.
    """

    def __init__(
        self,
        options: Options,
        *,
        announce: Announce = quiet_announcement,
        progress: Asking = quiet_progress,
    ) -> None:
        self._options = options
        self._announce = announce
        self._progress = progress
        self._suppliers: dict[tuple[tuple[str, ...], Path | None], tuple[Provider, ...]] = {}
        self._gone: dict[Provider, Batch] = {}
        self.failed: set[str] = set()

    def answers(self, asked: Mapping[str, Sequence[ConeRequest]]) -> dict[str, Answers]:
        """Return the answers of the catalogues, by file and cone.

        Parameters
        ----------
        asked : mapping of file to requests
            Only files that need a catalogue.

        Raises
        ------
        UsageError
            A catalogue file that does not exist or cannot be read, or a missing extra.
        """
        suppliers = {key: known for key, known in self._suppliers.items() if key[1] is None}
        together: dict[tuple[tuple[Provider, ...], float], list[tuple[str, ConeRequest]]] = {}
        for file, requests in asked.items():
            chosen = choices(file, self._options)
            folder = folder_of(file)
            key = chosen, folder if "lock" in chosen else None
            if key not in suppliers:
                suppliers[key] = self._suppliers.get(key) or _providers(chosen, folder)
            for request in requests:
                entries = together.setdefault((suppliers[key], request.radius_deg), [])
                entries.append((file, request))
        self._suppliers = suppliers
        self.failed = set()
        found: dict[str, dict[Cone, ConeAnswer]] = {file: {} for file in asked}
        for (providers, radius_deg), entries in together.items():
            positions = [request.position for _, request in entries]
            try:
                answered = self._answered(positions, radius_deg, providers)
            except Exception as crash:  # noqa: BLE001 - leaves the fields unchecked, no more
                answered = _failed(crash, len(positions))
                self.failed.update(file for file, _ in entries)
            for (file, request), one in zip(entries, answered, strict=True):
                found[file][request.cone] = one
        return dict(found)

    def _answered(
        self, positions: Sequence[Position], radius_deg: float, providers: Sequence[Provider]
    ) -> Iterable[ConeAnswer]:
        return _cones(
            fetched(positions, radius_deg, providers, self._announce, self._progress, self._gone)
        )


def _failed(crash: Exception, number: int) -> list[ConeAnswer]:
    from aptcheck.contamination.cone_answer import ConeAnswer

    name = type(crash).__name__
    reason = Reason(f"aptcheck failed while it queried the catalogues ({name})")
    return [ConeAnswer(reason=reason)] * number


def fetched(
    positions: Sequence[Position],
    radius_deg: float,
    providers: Sequence[Provider],
    announce: Announce,
    progress: Asking,
    gone: dict[Provider, Batch] | None = None,
) -> Answer:
    """Announce what is sent, then query all positions in one join per catalogue.

    ``gone`` are providers that did not answer earlier in the run; those that do not now are added.
    """
    from aptcheck.catalog.fetch import disclosure, fetch, queries

    sentence = disclosure(positions, radius_deg, providers)
    if sentence is not None:
        sending = [provider for provider in providers if provider.recipient]
        announce(sentence, queries(radius_deg, sending))
    return fetch(positions, radius_deg, providers, progress=progress, gone=gone)


def _providers(chosen: Sequence[str], folder: Path) -> tuple[Provider, ...]:
    from aptcheck.catalog.choose import providers

    return providers(chosen, folder=folder)


def _cones(answer: Answer) -> Iterable[ConeAnswer]:
    """Yield the cone of each field with its sources."""
    import numpy as np

    from aptcheck.catalog.match import match
    from aptcheck.contamination.cone_answer import ConeAnswer

    at = [field.position for field in answer.fields]
    pairs = match(
        np.array([position.ra_deg for position in at]),
        np.array([position.dec_deg for position in at]),
        answer.sources.ra_deg,
        answer.sources.dec_deg,
        answer.radius_deg,
    )
    ends = np.searchsorted(pairs.field, np.arange(len(at) + 1))
    for index, field in enumerate(answer.fields):
        yield ConeAnswer(
            reason=field.reason,
            sources=answer.sources.take(pairs.source[ends[index] : ends[index + 1]]),
            radius_arcsec=answer.radius_deg * 3600.0,
            surveys=answer.surveys,
            missing=answer.missing,
            suppliers=_suppliers(answer, field.position),
        )


def _suppliers(answer: Answer, position: Position) -> tuple[str, ...]:
    """Return who answered about a field and on which day."""
    origins = (
        f"{batch.provider} on {batch.asked[:10]}"
        for batch in answer.batches
        if batch.answered and position in batch.positions
    )
    return tuple(dict.fromkeys(origins))
