"""Who works: this process alone, or worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aptcheck.engine.worker import Worker, Workers

__all__ = ["workers"]


@contextmanager
def workers(jobs: int, limit_s: float | None = None) -> Iterator[Workers]:
    """Give as many worker processes; this process will do for one that no time limits.

    Only another process can be ended whatever it is at, so that a limit always needs one.
    """
    if jobs < 2 and limit_s is None:
        yield Worker()
        return
    from aptcheck.engine.crew import crew

    with crew(max(jobs, 1), limit_s) as several:
        yield several
