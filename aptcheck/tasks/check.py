"""Check proposals: files, folders, or standard input, on one or more cores."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    answers,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.configuration_faults import with_configuration_faults
from aptcheck.engine.configurations import Configurations, Governed
from aptcheck.engine.passed_over import FilesFound, refuse_barren, silent_find
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.engine.proposal_report import unreached_report
from aptcheck.engine.session import hears_catalogues
from aptcheck.engine.suppressions import suppressed
from aptcheck.engine.worker import Task
from aptcheck.engine.workers import workers
from aptcheck.results import ProposalReport, Report

if TYPE_CHECKING:
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.baseline import Baseline
    from aptcheck.engine.options import Options

__all__ = ["Interrupted", "check_paths", "settled"]


class Interrupted(KeyboardInterrupt):
    """The run was asked to end; ``report`` has all its proposals and marks those it did not reach.

    A program that uses the library can treat it as Ctrl-C.
    """

    def __init__(self, report: Report) -> None:
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
    asking: Asking = quiet_progress,
    found: FilesFound = silent_find,
) -> Report:
    """Check files and folders.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders, or ``-`` for standard input.
    options : Options
        What to check and how.
    jobs : int
        Worker processes; the order of the report does not depend on it.
    limit_s : float, optional
        Seconds that a file may take to be opened and judged, without waiting for a catalogue. With
        a limit, or with several jobs, the proposals are judged in worker processes.
    progress : callable, optional
        Called as ``progress(done, total)`` after each proposal.
    announce : callable, optional
        Called once before positions are sent, with what is sent to whom and the queries; and with
        the images of a lock that cannot be shown.
    asking : callable, optional
        Called as ``asking(what, done, total)`` while a catalogue answers.
    found : callable, optional
        Called once with the files to check and those skipped.

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
    baseline = _baseline(options.baseline)
    content = sys.stdin.buffer.read(MAX_FILE + 1) if STDIN in files else None
    tasks = [
        Task(
            path=file,
            options=options,
            settings=by.settings,
            export=there.exports.get(file),
            content=content if file == STDIN else None,
        )
        for file, by in zip(files, governed, strict=True)
    ]
    several = min(jobs, len(files)) if content is None else 1
    curious = [task for task in tasks if choices(task.path, options)]
    if any(hears_catalogues(options, task.settings) for task in curious):
        # Here and in the workers, answers are arrays: load them once, before a worker is forked.
        import_module("aptcheck.catalog.sources")
    done: dict[str, ProposalReport] = {}

    def report() -> Report:
        every = (done.get(file) or unreached_report(file) for file in files)
        return Report(proposals=settled(every, governed, baseline, options))

    try:
        with workers(several, limit_s) as work:
            asked: dict[str, Answers] = {}
            if curious:
                cones = zip((task.path for task in curious), work.cones(curious), strict=True)
                asked = answers(dict(cones), options, announce=announce, progress=asking)
            for one in work.reports(tasks, asked):
                done[one.path] = one
                if progress is not None:
                    progress(len(done), len(files))
        whole = report()
        return _pictured(whole, options, announce) if options.pictures else whole
    except KeyboardInterrupt as end:
        raise Interrupted(report()) from end


def settled(
    reports: Iterable[ProposalReport],
    governed: Sequence[Governed],
    baseline: Baseline | None,
    options: Options,
) -> tuple[ProposalReport, ...]:
    """Mark suppressed findings, judge the configurations, then mark baselined findings."""
    today = options.today.date()
    marked = [
        replace(suppressed(report, by.settings, by.file, today), configuration=by.name)
        for report, by in zip(reports, governed, strict=True)
    ]
    kept = with_configuration_faults(marked, governed, profile=options.profile, today=today)
    if baseline is None or options.baseline is None:
        return kept
    from aptcheck.engine.baseline import baselined

    return baselined(kept, baseline, options.baseline.parent)


def _pictured(report: Report, options: Options, announce: Announce) -> Report:
    from aptcheck.tasks.kept_images import with_kept_images

    return with_kept_images(report, options, lambda sentence: announce(sentence, ()))


def _baseline(path: Path | None) -> Baseline | None:
    if path is None:
        return None
    from aptcheck.engine.baseline import read_baseline

    return read_baseline(path)
