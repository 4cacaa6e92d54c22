"""A trial: one input in a folder, and the result of a check."""

from __future__ import annotations

import gc
import io
import os
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest import mock

from aptcheck.catalog import tap
from aptcheck.catalog.patience import Patience
from aptcheck.cli.main import main
from aptcheck.engine import options as engine_options
from aptcheck.engine.arguments import options_of
from aptcheck.errors import UsageError
from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.tasks.check import check_paths
from tests.fuzz.starts import ARCHIVE, BASELINE, XML
from tests.fuzz.twin_process import Twin

__all__ = ["Ended", "Trial", "Verdict", "command", "steady", "verdict_on"]

TODAY = datetime(2026, 11, 1)
#: A loopback service that has not answered after this never will.
_PATIENCE = Patience(
    connect_s=5.0, read_s=10.0, job_s=0.2, question_s=20.0, retries=0, backoff_s=0.0
)


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result of a check: a report and its JSON, or the sentence of refusal.

    ``seconds`` is CPU time.
    """

    report: Report | None = None
    text: str = ""
    refusal: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    status: object
    out: str
    err: str


@contextmanager
def steady() -> Iterator[None]:
    """Fix what a verdict depends on in addition to the input: the day, and how long we wait.

    A warning is an error, and a fault of the command line keeps its traceback.
    """
    clock = SimpleNamespace(now=lambda zone: TODAY.replace(tzinfo=zone))
    with (
        mock.patch.object(engine_options, "datetime", clock),
        mock.patch.object(tap, "Patience", return_value=_PATIENCE),
        mock.patch.dict(os.environ, APTCHECK_TRACEBACK="1"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("error")
        yield


def verdict_on(path: Path, arguments: Sequence[str], *, pictures: bool = False) -> Verdict:
    """Check a file as the command line does with these options.

    Raises
    ------
    Exception
        What aptcheck raises other than its refusals.
    """
    given = dict(zip(arguments[::2], arguments[1::2], strict=True))
    began = time.process_time()
    try:
        asked = options_of(
            catalog=given.get("--catalog"), baseline=given.get("--baseline"), pictures=pictures
        )
        report = check_paths([str(path)], replace(asked, today=TODAY))
        text = render("json", report)
    except UsageError as refusal:
        return Verdict(refusal=str(refusal), seconds=time.process_time() - began)
    return Verdict(report=report, text=text, seconds=time.process_time() - began)


def command(*arguments: str) -> Ended:
    """Run the command line in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    status: object = None
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(gc, "freeze"):
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code or 0
    out.flush()
    printed = out.buffer
    assert isinstance(printed, io.BytesIO)
    return Ended(status, printed.getvalue().decode(), err.getvalue())


class Trial:
    """An input in its own folder.

    Parameters
    ----------
    folder : Path
        Empty.
    files : mapping of str to bytes
        By name, which says what they are for.
    seed : str
        For the random choices of a law.
    service : str
        Where the answers among the files are served.
    twin : Twin
        A process that checks the same input.
    """

    def __init__(
        self, folder: Path, files: Mapping[str, bytes], seed: str, service: str, twin: Twin
    ) -> None:
        self.folder = folder
        self.files = files
        self.seed = seed
        self.service = service
        self.twin = twin
        for name, content in files.items():
            if not name.endswith(".http"):
                (folder / name).write_bytes(content)

    @property
    def path(self) -> Path:
        """The proposal."""
        return self.folder / (XML if XML in self.files else ARCHIVE)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The options with which it is checked, each with its value."""
        for name in self.files:
            if name.endswith(".http"):
                return ("--catalog", self.service)
            if name.startswith("catalogue."):
                return ("--catalog", str(self.folder / name))
            if name == BASELINE:
                return ("--baseline", str(self.folder / name))
        return ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(map(len, self.files.values()))

    @cached_property
    def verdict(self) -> Verdict:
        """The result of a check."""
        return verdict_on(self.path, self.arguments)

    def chance(self, law: str) -> Random:
        """Return the random choices for a law, the same each time."""
        return Random(f"{self.seed} {law}")
