"""Check proposals: files, folders, or standard input, on one core or several."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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
from aptcheck.engine.suppressions import suppressed
from aptcheck.engine.worker import Task
from aptcheck.engine.workers import workers
from aptcheck.results import ProposalReport, Report

if TYPE_CHECKING:
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.baseline import Baseline
    from aptcheck.engine.options import Options

__all__ = ["check_paths", "settled"]


def check_paths(
    paths: Iterable[str | Path],
    options: Options,
    *,
    jobs: int = 1,
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
    progress : callable, optional
        Called as ``progress(done, total)`` after each proposal.
    announce : callable, optional
        Called once before positions are sent anywhere, with what is sent to whom and the queries.
    asking : callable, optional
        Called as ``asking(what, done, total)`` while a catalogue answers.
    found : callable, optional
        Called once with the files that are checked and what is passed over.

    Raises
    ------
    UsageError
        A path does not exist, there is no proposal in any, the configuration or the baseline is
        wrong, or a catalogue file cannot be used.
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
    reports: list[ProposalReport] = []
    with workers(several) as work:
        asked: dict[str, Answers] = {}
        curious = [task for task in tasks if choices(task.path, options)]
        if curious:
            cones = zip((task.path for task in curious), work.cones(curious), strict=True)
            asked = answers(dict(cones), options, announce=announce, progress=asking)
        for report in work.reports(tasks, asked):
            reports.append(report)
            if progress is not None:
                progress(len(reports), len(files))
    return Report(proposals=settled(reports, governed, baseline, options))


def settled(
    reports: Iterable[ProposalReport],
    governed: Sequence[Governed],
    baseline: Baseline | None,
    options: Options,
) -> tuple[ProposalReport, ...]:
    """Mark what is suppressed, judge the configurations, then mark what the baseline knows."""
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


def _baseline(path: Path | None) -> Baseline | None:
    if path is None:
        return None
    from aptcheck.engine.baseline import read_baseline

    return read_baseline(path)
