"""Check proposals: files, folders, or standard input, on one or more cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from itertools import islice
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    Catalogues,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.exported_xml import ExportFile
from aptcheck.engine.in_order import InOrder
from aptcheck.engine.passed_over import FilesFound, refuse_barren, silent_find
from aptcheck.engine.paths import STDIN, folder_of, proposal_files
from aptcheck.engine.proposal_report import unreached_report
from aptcheck.engine.session import hears_catalogues
from aptcheck.engine.settling import Settling
from aptcheck.engine.worker import Task
from aptcheck.engine.workers import judges
from aptcheck.results import ProposalReport, Report
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.engine.baseline import Baseline
    from aptcheck.engine.options import Options
    from aptcheck.engine.recall import Recall
    from aptcheck.engine.worker import Judges

__all__ = ["Interrupted", "check_each", "check_paths"]

#: How many proposals are opened before their catalogue queries are sent together, and how many
#: bytes of files: all of them are in memory.
_PORTION = 200
_PORTION_BYTES = 1 << 26


class Interrupted(KeyboardInterrupt):
    """The run was asked to end, and every report was handed on, also of what it did not reach.

    ``report`` has them, unless they were handed on one by one. A program that uses the library can
    treat it as Ctrl-C.
    """

    def __init__(self, report: Report | None = None) -> None:
        super().__init__()
        self.report = report


def check_paths(
    paths: Iterable[str | Path],
    options: Options,
    *,
    jobs: int = 1,
    limit_s: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    announce: Announce = quiet_announcement,
) -> Report:
    """Check files and folders, and return all reports at once; `check_each` says how.

    Raises
    ------
    UsageError
        As `check_each`.
    Interrupted
        On Ctrl-C, or anything else that raises KeyboardInterrupt, once the files were found.
    """
    done: list[ProposalReport] = []
    try:
        check_each(
            paths,
            options,
            done.append,
            jobs=jobs,
            limit_s=limit_s,
            progress=progress,
            announce=announce,
        )
    except Interrupted as end:
        raise Interrupted(Report(proposals=tuple(done))) from end
    report = Report(proposals=tuple(done))
    if not options.pictures:
        return report
    from aptcheck.tasks.kept_images import with_kept_images

    return with_kept_images(report, options, lambda sentence: announce(sentence, ()))


def check_each(
    paths: Iterable[str | Path],
    options: Options,
    receive: Callable[[ProposalReport], None],
    *,
    jobs: int = 1,
    limit_s: float | None = None,
    cluster: str | None = None,
    recall: Callable[[], Recall | None] | None = None,
    progress: Callable[[int, int], None] | None = None,
    announce: Announce = quiet_announcement,
    asking: Asking = quiet_progress,
    found: FilesFound = silent_find,
    unbroken: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> None:
    """Check files and folders, and hand on each report as soon as it is final, in order.

    Memory does not grow with the number of files.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders, or ``-`` for standard input.
    options : Options
        What to check and how.
    receive : callable
        Called with each report in the order of the files. If the run is interrupted, also with
        those of the proposals that it did not reach.
    jobs : int
        Worker processes; the order of the reports does not depend on it.
    limit_s : float, optional
        Seconds that a file may take to be opened and judged, without waiting for a catalogue. With
        a limit, or with several jobs, the proposals are judged in worker processes.
    cluster : str, optional
        The address of a Dask scheduler, to judge there instead, or ``local`` for a new cluster of
        ``jobs`` processes.
    recall : callable, optional
        Returns what recalls the reports of earlier runs, None if nothing can; called if there are
        several files.
    progress : callable, optional
        Called as ``progress(done, total)`` after each proposal.
    announce : callable, optional
        Called before positions are sent, with what is sent to whom and the queries; and with the
        images of a lock that cannot be shown.
    asking : callable, optional
        Called as ``asking(what, done, total)`` while a catalogue answers.
    found : callable, optional
        Called once with the files to check and those skipped.
    unbroken : callable, optional
        Makes the context in which a report is handed on; in it, an interruption waits.

    Raises
    ------
    UsageError
        A path does not exist, no path has a proposal, the configuration or the baseline is wrong,
        or a catalogue file cannot be used.
    Interrupted
        On Ctrl-C, or anything else that raises KeyboardInterrupt, once the files were found.
    """
    named = [fspath(path) for path in paths]
    there = proposal_files(named)
    files = there.files
    refuse_barren(there)
    found(there)
    configurations = Configurations(options)
    governed = [configurations.of(file) for file in files]
    settling = Settling(governed, options, _baseline(options.baseline))
    content = sys.stdin.buffer.read(MAX_FILE + 1) if STDIN in files else None
    tasks = [
        Task(
            path=file,
            options=options,
            settings=by.settings,
            export=ExportFile(there.exports[file]) if file in there.exports else None,
            content=content if file == STDIN else None,
        )
        for file, by in zip(files, governed, strict=True)
    ]
    several = min(jobs, len(files)) if content is None else 1
    elsewhere = cluster is not None and cluster != "local"
    if elsewhere:
        announce(f"Sending {count(files, 'proposal')} to the Dask cluster at {cluster}.", ())
    curious = any(choices(task.path, options) for task in tasks)
    if curious and any(hears_catalogues(options, task.settings) for task in tasks):
        # Here and in the workers, answers are arrays: load them once, before a worker is forked.
        import_module("aptcheck.catalog.sources")
    known = recall() if recall is not None and len(files) > 1 else None
    if known is not None:
        known.keep_out_of(dict.fromkeys((*map(Path, named), *map(folder_of, files))))
    places = {file: number for number, file in enumerate(files)}
    order = InOrder()

    def done(report: ProposalReport) -> None:
        with unbroken():
            for one in order.add(places[report.path], report):
                for final in settling.add(one):
                    receive(final)
        if progress is not None:
            progress(order.added, len(files))

    def unknown() -> Iterator[Task]:
        """Yield the tasks that no earlier run has done, and hand on the reports of the others."""
        for task in tasks:
            report = known.recalled(task) if known is not None else None
            if report is None:
                yield task
            else:
                done(report)

    try:
        with judges(several, limit_s, cluster) as work:
            catalogues = Catalogues(options, announce=announce, progress=asking)
            todo = unknown()
            reports = _asking_first(work, todo, catalogues) if curious else work.reports(todo, {})
            for report in reports:
                # Elsewhere may be another state of aptcheck, of the same version.
                if known is not None and not elsewhere and report.path not in catalogues.failed:
                    known.keep(report)
                done(report)
    except KeyboardInterrupt as end:
        for final in settling.ready():
            receive(final)
        for number in range(order.due, len(files)):
            report = order.waiting(number) or unreached_report(files[number])
            for final in settling.add(report):
                receive(final)
        raise Interrupted from end


def _asking_first(
    work: Judges, tasks: Iterator[Task], catalogues: Catalogues
) -> Iterator[ProposalReport]:
    """Yield the reports of proposals; of each portion, the catalogues are asked together."""
    while portion := list(_portion(tasks)):
        asking = [task for task in portion if choices(task.path, task.options)]
        cones = zip((task.path for task in asking), work.cones(asking), strict=True)
        yield from work.reports(portion, catalogues.answers(dict(cones)))


def _portion(tasks: Iterator[Task]) -> Iterator[Task]:
    size = 0
    for task in islice(tasks, _PORTION):
        yield task
        try:
            size += os.path.getsize(task.path)  # noqa: PTH202 - the path is kept as it was given
        except OSError:
            continue  # reported when it is opened
        if size > _PORTION_BYTES:
            return


def _baseline(path: Path | None) -> Baseline | None:
    if path is None:
        return None
    from aptcheck.engine.baseline import read_baseline

    return read_baseline(path)
