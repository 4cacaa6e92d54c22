"""Who works: this process alone, or worker processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aptcheck.engine.worker import Worker, Workers

__all__ = ["workers"]


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
