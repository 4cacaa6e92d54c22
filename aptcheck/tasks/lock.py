"""Save catalogue answers: one lock for each folder of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aptcheck.catalog import LOCK_NAME
from aptcheck.engine.catalogues import Announce, Asking, fetched, quiet_announcement, quiet_progress
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.destination import Destination
from aptcheck.engine.inputs import inputs
from aptcheck.engine.passed_over import FilesFound, refuse_barren, silent_find
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.engine.worker import Task
from aptcheck.engine.workers import workers
from aptcheck.engine.writer import write
from aptcheck.errors import UsageError
from aptcheck.mode_names import LEFT_OUT

if TYPE_CHECKING:
    from aptcheck.catalog.answer import Answer
    from aptcheck.catalog.batch import Batch
    from aptcheck.catalog.position import Position
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.engine.options import Options
    from aptcheck.wording import Reason

__all__ = ["Locked", "lock_folders"]

Told = TypeVar("Told")


@dataclass(frozen=True, kw_only=True, slots=True)
class Locked:
    """A lock that was written.

    Attributes
    ----------
    path : Path
    fields : int
        How many it holds.
    gaps : mapping of str to str
        The fields without an answer, and why.
    unreadable : mapping of str to str
        The proposals of the folder that could not be read, and why.
    left_out : mapping of str to int
        How many background fields of a proposal are LRS slitless: no catalogue is queried for them
        yet.
    """

    path: Path
    fields: int
    gaps: Mapping[str, str]
    unreadable: Mapping[str, str]
    left_out: Mapping[str, int]


def lock_folders(
    paths: Iterable[str | Path],
    options: Options,
    *,
    limit_s: float | None = None,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
    found: FilesFound = silent_find,
) -> tuple[Locked, ...]:
    """Query all fields at once and write one lock in each folder that holds proposals.

    A file that takes longer than ``limit_s`` seconds to open is left out.

    Raises
    ------
    UsageError
        A path does not exist, there is no catalogue or no field to ask, a lock must not be written,
        or no field was answered: then nothing is written. Or a lock could not be written in the
        end.
    """
    from aptcheck.catalog.choose import providers

    chosen = options.catalogs or ()
    if not chosen or {"none", "lock"} & set(chosen) or any(c.endswith(".lock") for c in chosen):
        raise UsageError("a lock needs a catalogue: irsa, vizier, a file or an address.")
    suppliers = providers(chosen, folder=Path())
    files = _files(paths, found)
    configurations = Configurations(options)
    wanted: dict[str, tuple[ConeRequest, ...]] = {}
    unreadable: dict[str, str] = {}
    left_out: dict[str, int] = {}
    tasks = [
        Task(path=file, options=options, settings=configurations.of(file).settings)
        for file in files
    ]
    with workers(1, limit_s) as work:
        for file, known in zip(files, work.fields(tasks), strict=True):
            if known.unreadable is None:
                wanted[file] = known.cones
                left_out[file] = known.left_out
            else:
                unreadable[file] = known.unreadable
    by_radius: dict[float, list[Position]] = {}
    for fields in wanted.values():
        for field in fields:
            by_radius.setdefault(field.radius_deg, []).append(field.position)
    if not by_radius:
        why = f": {LEFT_OUT}" if any(left_out.values()) else ""
        raise UsageError(
            f"no background field to look up in a catalogue{why}; nothing was written."
        )
    read = inputs(files, options)
    places = {
        folder: Destination(path=folder / LOCK_NAME, holds="lock", inputs=read)
        for folder in (Path(file).parent for file, fields in wanted.items() if fields)
    }
    for place in places.values():
        place.approved()
    answers = [
        fetched(tuple(dict.fromkeys(positions)), radius, suppliers, announce, progress)
        for radius, positions in by_radius.items()
    ]
    reasons = {f.position: f.reason for answer in answers for f in answer.fields}
    if all(reason is not None for reason in reasons.values()):
        first = next(reason for reason in reasons.values() if reason is not None)
        raise UsageError(f"no catalogue answered, nothing was written. {first.sentence}")
    folders: dict[Path, dict[Position, None]] = {}
    for file, fields in wanted.items():
        for field in fields:
            folders.setdefault(Path(file).parent, {})[field.position] = None
    return tuple(
        _write(
            places[folder],
            answers,
            {position: reasons[position] for position in positions},
            _of_folder(unreadable, folder),
            {file: number for file, number in _of_folder(left_out, folder).items() if number},
        )
        for folder, positions in folders.items()
    )


def _files(paths: Iterable[str | Path], found: FilesFound) -> tuple[str, ...]:
    """Return the proposals that need a lock."""
    named = [fspath(path) for path in paths]
    there = proposal_files(named)
    if STDIN in there.files:
        raise UsageError("a lock is written beside its proposals: name files or folders.")
    refuse_barren(there)
    found(there)
    return there.files


def _of_folder(by_file: Mapping[str, Told], folder: Path) -> dict[str, Told]:
    return {file: fields for file, fields in by_file.items() if Path(file).parent == folder}


def _write(
    place: Destination,
    answers: Sequence[Answer],
    fields: Mapping[Position, Reason | None],
    unreadable: Mapping[str, str],
    left_out: Mapping[str, int],
) -> Locked:
    from aptcheck.catalog.lock_file import dumps

    text = dumps([part for answer in answers for part in _parts(answer, fields)])
    write(place, text.encode())
    return Locked(
        path=place.path,
        fields=len(fields),
        gaps={p.field_id: reason.sentence for p, reason in fields.items() if reason is not None},
        unreadable=unreadable,
        left_out=left_out,
    )


def _parts(answer: Answer, fields: Mapping[Position, Reason | None]) -> Iterable[Batch]:
    """Yield the answers for the fields of one folder."""
    from aptcheck.catalog.lock_provider import cut

    for batch in answer.batches:
        own = tuple(position for position in batch.positions if position in fields)
        if own:
            yield cut(batch, own)
