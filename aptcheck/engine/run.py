"""Many proposals, on one core or several."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from aptcheck.apt.bounds import MAX_FILE
from aptcheck.engine.catalogues import (
    Announce,
    Asked,
    Asking,
    answers,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.check import check_file, configuration, configuration_file
from aptcheck.engine.fields import Wanted
from aptcheck.engine.options import Options
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.engine.suppressions import Governed, suppressed
from aptcheck.engine.survey import survey
from aptcheck.engine.upkeep import kept_up
from aptcheck.errors import UsageError
from aptcheck.results import ProposalReport, Report

if TYPE_CHECKING:
    from aptcheck.engine.baseline import Baseline

__all__ = ["check_paths"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def check_paths(
    paths: Iterable[str | Path],
    options: Options,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    announce: Announce = quiet_announcement,
    asking: Asking = quiet_progress,
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

    Raises
    ------
    UsageError
        A path does not exist, there is no proposal in any, the configuration or the baseline is
        wrong, or a catalogue file cannot be used.
    """
    named = [fspath(path) for path in paths]
    files = proposal_files(named)
    if named and not files:
        # Nothing checked is not clean.
        raise UsageError(f"{', '.join(named)}: there is no .aptx or .xml file to check.")
    governed = _governed(files, options)
    baseline = _baseline(options.baseline)
    content = sys.stdin.buffer.read(MAX_FILE + 1) if STDIN in files else None
    several = min(jobs, len(files)) if content is None else 1
    with _workers(several, len(files)) as each:
        asked: dict[str, Asked] = {}
        curious = [file for file in files if choices(file, options)]
        if curious:
            fields = each(_survey, [(file, options, _given(file, content)) for file in curious])
            wanted = dict(zip(curious, fields, strict=True))
            asked = answers(wanted, options, announce=announce, progress=asking)
        tasks = [(file, options, asked.get(file), _given(file, content)) for file in files]
        reports: list[ProposalReport] = []
        for report in each(_check, tasks):
            reports.append(report)
            if progress is not None:
                progress(len(reports), len(files))
    return Report(proposals=_settled(reports, governed, baseline, options))


def _governed(files: Iterable[str], options: Options) -> list[Governed]:
    """Return what governs each file; a configuration is read once a folder."""
    folders: dict[Path, Governed] = {}
    governed = []
    for file in files:
        folder = Path(file).parent if file != STDIN else Path()
        if folder not in folders:
            path = str(folder / "any.aptx")
            folders[folder] = Governed(
                settings=configuration(path, options), file=configuration_file(path, options)
            )
        governed.append(folders[folder])
    return governed


def _settled(
    reports: Iterable[ProposalReport],
    governed: Sequence[Governed],
    baseline: Baseline | None,
    options: Options,
) -> tuple[ProposalReport, ...]:
    """Mark what is suppressed, tell stale suppressions, then mark what the baseline knows."""
    today = options.today.date()
    marked = [suppressed(one, by, today) for one, by in zip(reports, governed, strict=True)]
    settled = kept_up(marked, governed, profile=options.profile, today=today)
    if baseline is None or options.baseline is None:
        return settled
    from aptcheck.engine.baseline import baselined

    return baselined(settled, baseline, options.baseline.parent)


def _baseline(path: Path | None) -> Baseline | None:
    if path is None:
        return None
    from aptcheck.engine.baseline import read_baseline

    return read_baseline(path)


def _given(file: str, content: bytes | None) -> bytes | None:
    return content if file == STDIN else None


def _survey(task: tuple[str, Options, bytes | None]) -> tuple[Wanted, ...]:
    return survey(*task)


def _check(task: tuple[str, Options, Asked | None, bytes | None]) -> ProposalReport:
    path, options, asked, content = task
    return check_file(path, options, asked=asked, content=content)


class Each(Protocol):
    """Works through tasks and gives the results in their order."""

    def __call__(
        self, work: Callable[[_Task], _Result], tasks: Sequence[_Task], /
    ) -> Iterator[_Result]:
        """Yield ``work(task)`` for each task."""
        ...


@contextmanager
def _workers(jobs: int, count: int) -> Iterator[Each]:
    """Give what works through tasks here, or in several processes."""
    if jobs < 2:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor(jobs) as pool:
        yield partial(pool.map, chunksize=4 if count > 50 else 1)
