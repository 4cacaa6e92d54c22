"""Many proposals, on one core or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from aptcheck.engine.check import check_file, configuration
from aptcheck.engine.options import Options
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.results import ProposalReport, Report

__all__ = ["check_paths"]


def check_paths(
    paths: Iterable[str | Path],
    options: Options,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
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

    Raises
    ------
    UsageError
        A path does not exist or the configuration is wrong.
    """
    files = proposal_files(paths)
    for folder in {Path(file).parent if file != STDIN else Path() for file in files}:
        configuration(str(folder / "any.aptx"), options)
    reports: list[ProposalReport] = []
    work = partial(check_file, options=options)
    if jobs > 1 and len(files) > 1 and STDIN not in files:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(min(jobs, len(files))) as pool:
            for report in pool.map(work, files, chunksize=4 if len(files) > 50 else 1):
                reports.append(report)
                if progress is not None:
                    progress(len(reports), len(files))
    else:
        for file in files:
            reports.append(work(file))
            if progress is not None:
                progress(len(reports), len(files))
    return Report(proposals=tuple(reports))
