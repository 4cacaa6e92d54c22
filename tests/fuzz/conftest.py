"""One bench per process: its service listens and its twin waits as long as tests run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.bench import Bench


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    with Bench() as made:
        yield made
