"""Save catalogue answers: one lock for each folder of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from aptcheck.catalog import LOCK_NAME
from aptcheck.engine.catalogues import Announce, Asking, fetched, quiet_announcement, quiet_progress
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.destination import Destination
from aptcheck.engine.image_folder import drop
from aptcheck.engine.inputs import inputs
from aptcheck.engine.passed_over import FilesFound, refuse_barren, silent_find
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.engine.worker import Fields, Task
from aptcheck.engine.workers import workers
from aptcheck.errors import UsageError
from aptcheck.mode_names import LEFT_OUT
from aptcheck.tasks.lock_images import images_sending, stock_of
from aptcheck.tasks.written_lock import WrittenLock, fetch_images

if TYPE_CHECKING:
    from aptcheck.catalog.answer import Answer
    from aptcheck.catalog.batch import Batch
    from aptcheck.catalog.image_store import ImageStore
    from aptcheck.catalog.kept_image import KeptImage
    from aptcheck.catalog.position import Position
    from aptcheck.engine.options import Options

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
    folder : Path
        Where its images are, if it has any.
    images : tuple of KeptImage
        Survey images of the backgrounds.
    unpictured : int
        How many images were asked for and did not arrive.
    unneeded : int
        How many images the old lock listed that it does not list any more.
    """

    path: Path
    fields: int
    gaps: Mapping[str, str]
    unreadable: Mapping[str, str]
    left_out: Mapping[str, int]
    folder: Path
    images: tuple[KeptImage, ...]
    unpictured: int
    unneeded: int


def lock_folders(
    paths: Iterable[str | Path],
    options: Options,
    *,
    images: bool = False,
    limit_s: float | None = None,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
    found: FilesFound = silent_find,
) -> tuple[Locked, ...]:
    """Query all fields at once and write one lock in each folder that holds proposals.

    A file that takes longer than ``limit_s`` seconds to open is left out. With ``images`` survey
    images of the backgrounds are fetched too, except those that the lock already has; without, it
    keeps those that still fit. If the download ends early, the lock lists what has arrived.

    Raises
    ------
    UsageError
        A path does not exist, there is no catalogue or no field to ask, a lock must not be written,
        or no field was answered: then nothing is written. Or a lock could not be written in the
        end.
    MissingExtra
        Images are asked for, and the packages for them are not installed.
    """
    from aptcheck.catalog.choose import providers

    chosen = options.catalogs or ()
    if not chosen or {"none", "lock"} & set(chosen) or any(c.endswith(".lock") for c in chosen):
        raise UsageError("a lock needs a catalogue: irsa, vizier, a file or an address.")
    suppliers = providers(chosen, folder=Path())
    files = _files(paths, found)
    stores = _old_images(files, announce)
    if images or any(store.images for store in stores.values()):
        options = replace(options, pictures=True)
    known = _known(files, options, limit_s)
    wanted = {file: one.cones for file, one in known.items() if one.unreadable is None}
    unreadable = {f: one.unreadable for f, one in known.items() if one.unreadable is not None}
    left_out = {file: one.left_out for file, one in known.items() if one.left_out}
    by_radius: dict[float, list[Position]] = {}
    for fields in wanted.values():
        for field in fields:
            by_radius.setdefault(field.radius_deg, []).append(field.position)
    if not by_radius:
        why = f": {LEFT_OUT}" if left_out else ""
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
    stocks = {
        folder: stock_of(
            stores[folder], (f for one in _of_folder(known, folder).values() for f in one.frames)
        )
        for folder in places
    }
    sending = images_sending(stocks.values()) if images else None
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
    locks = [
        WrittenLock(place=places[folder], answers=_text(answers, positions), stock=stocks[folder])
        for folder, positions in folders.items()
    ]
    for lock in locks:
        lock.write()
        drop(lock.stock.store, lock.stock.unneeded)
    if sending is not None:
        announce(sending, ())
        fetch_images(locks, announce, progress)
    return tuple(
        Locked(
            path=lock.place.path,
            fields=len(positions),
            gaps={p.field_id: r.sentence for p in positions if (r := reasons[p]) is not None},
            unreadable=_of_folder(unreadable, folder),
            left_out=_of_folder(left_out, folder),
            folder=lock.stock.store.folder,
            images=lock.images,
            unpictured=lock.stock.lacks - len(lock.arrived) if images else 0,
            unneeded=len(lock.stock.unneeded),
        )
        for (folder, positions), lock in zip(folders.items(), locks, strict=True)
    )


def _old_images(files: Sequence[str], announce: Announce) -> dict[Path, ImageStore]:
    """Return the images of the locks that are there, by folder, and say whose cannot be used."""
    from aptcheck.catalog.image_store import ImageStore

    folders = dict.fromkeys(Path(file).parent for file in files)
    stores = {folder: ImageStore(folder / LOCK_NAME) for folder in folders}
    for store in stores.values():
        if store.fault is not None:
            announce(f"No image from the old {store.lock}: it {store.fault}.", ())
    return stores


def _known(files: Sequence[str], options: Options, limit_s: float | None) -> dict[str, Fields]:
    """Open each proposal, and return its fields."""
    configurations = Configurations(options)
    tasks = [
        Task(path=file, options=options, settings=configurations.of(file).settings)
        for file in files
    ]
    with workers(1, limit_s) as work:
        return dict(zip(files, work.fields(tasks), strict=True))


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


def _text(answers: Sequence[Answer], positions: Mapping[Position, None]) -> str:
    """Return the answers for the fields of one folder."""
    from aptcheck.catalog.lock_file import dumps

    return dumps([part for answer in answers for part in _parts(answer, positions)])


def _parts(answer: Answer, positions: Mapping[Position, None]) -> Iterable[Batch]:
    from aptcheck.catalog.lock_provider import cut

    for batch in answer.batches:
        own = tuple(position for position in batch.positions if position in positions)
        if own:
            yield cut(batch, own)
