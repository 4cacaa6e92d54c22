"""The bench, which makes trials with a service and a twin."""

from __future__ import annotations

import gc
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from tests.fuzz.fault import Fault
from tests.fuzz.laws import fault_of
from tests.fuzz.player import Player
from tests.fuzz.trial import Trial, steady
from tests.fuzz.twin_process import Twin

__all__ = ["Bench"]


class Bench:
    """Tests inputs against laws; there is one in each process."""

    def __init__(self, hash_seed: int = 7) -> None:
        self._player = Player()
        self._twin = Twin(hash_seed)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.enter_context(self._player)
        self._stack.callback(self._twin.close)
        self._stack.callback(gc.unfreeze)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @contextmanager
    def trial(self, files: Mapping[str, bytes], seed: str) -> Iterator[Trial]:
        """Lay out an input."""
        self._player.play({n: c for n, c in files.items() if n.endswith(".http")})
        with TemporaryDirectory(prefix="aptcheck-fuzz-") as folder, steady():
            yield Trial(Path(folder), files, seed, self._player.url, self._twin)

    def fault(
        self, files: Mapping[str, bytes], seed: str, laws: Sequence[str]
    ) -> tuple[Fault | None, float]:
        """Return the first law that an input breaks, and the seconds that its check took."""
        with _listening() as heard, self.trial(files, seed) as trial:
            found = next((f for law in laws if (f := fault_of(law, trial))), None)
            seconds = trial.verdict.seconds if found is None else 0.0
        if found is None and heard:
            found = Fault("answers", heard[0].partition(":")[0], "\n".join(heard))
        return found, seconds


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Catch what Python only prints: a fault in a thread, or in a discarded object.

    Everything that an input leaves behind is discarded here; only code and caches stay, which the
    next collection can skip.
    """
    heard: list[str] = []

    def hear(fault: Any) -> None:
        kind = fault.exc_type.__name__
        # The socket is closed anyway, only later: urllib3 leaves it to the collector if headers
        # contradict each other.
        if kind != "SystemExit" and "unclosed <socket" not in str(fault.exc_value):
            heard.append(f"{kind} that nothing catches: {fault.exc_value}")

    hooks: tuple[Callable[..., Any], Callable[..., Any]] = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = threading.excepthook = hear
    try:
        yield heard
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            gc.collect()
        gc.freeze()
    finally:
        sys.unraisablehook, threading.excepthook = hooks
