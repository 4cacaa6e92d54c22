"""Who works: this process alone, worker processes, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aptcheck.engine.worker import Judges, Worker, Workers

__all__ = ["judges", "workers"]


@contextmanager
def workers(jobs: int, limit_s: float | None = None) -> Iterator[Workers]:
    """Provide this many workers; one without a time limit runs in this process.

    Only another process can be ended at any point, so a limit always needs one.
    """
    if jobs < 2 and limit_s is None:
        yield Worker()
        return
    from aptcheck.engine.crew import crew

    with crew(max(jobs, 1), limit_s) as several:
        yield several


@contextmanager
def judges(jobs: int, limit_s: float | None = None, cluster: str | None = None) -> Iterator[Judges]:
    """Provide this many workers, or those of the Dask cluster at an address."""
    if cluster is None:
        with workers(jobs, limit_s) as here:
            yield here
        return
    from aptcheck.engine.dask_workers import dask_workers

    with dask_workers(cluster, jobs, limit_s) as there:
        yield there
