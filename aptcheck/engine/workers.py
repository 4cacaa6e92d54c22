"""Who works: this process alone, or several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aptcheck.engine.worker import Worker, Workers

__all__ = ["workers"]


@contextmanager
def workers(jobs: int) -> Iterator[Workers]:
    """Give one worker, or as many processes."""
    if jobs < 2:
        yield Worker()
        return
    from aptcheck.engine.crew import crew

    with crew(jobs) as several:
        yield several
