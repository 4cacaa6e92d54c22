"""Judges proposals on a Dask cluster: one on this machine, or one that runs elsewhere."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from aptcheck import apt
from aptcheck.engine.crew import killed
from aptcheck.engine.exported_xml import ExportFile, export_of
from aptcheck.engine.proposal_report import failed_report
from aptcheck.engine.remote_worker import OtherVersion, cones_there, report_there
from aptcheck.engine.worker import Worker
from aptcheck.engine.worker_process import undisturbed
from aptcheck.errors import MissingExtra, UnreadableProposal, UsageError
from aptcheck.rules.registry import rules_version
from aptcheck.rules.structure.internal_fault import Crash

if TYPE_CHECKING:
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.worker import Task
    from aptcheck.results import ProposalReport

__all__ = ["LOCAL", "DaskWorkers", "dask_workers"]

#: The word for a cluster on this machine.
LOCAL: Final = "local"
#: Seconds to wait for the scheduler, and for a first worker.
_CONNECTING_S: Final = 10
_PATIENCE_S: Final = 60
#: Proposals at hand for each thread of the cluster, so that none waits for the next.
_AT_HAND: Final = 3
_WHERE: Final = "the Dask worker"
#: What is said of each proposal that a cluster did not finish.
_GONE: Final = Crash(
    "the Dask cluster",
    "its scheduler, or the last of its workers, is gone",
    advice="Check this proposal again once the cluster is back, or without --dask.",
)


class DaskWorkers:
    """The workers of a cluster. A proposal is opened anew for each step, from the same bytes.

    The bytes are sent with it, because a worker may not reach the files. A cluster that goes away
    costs the proposals that it has not finished.

    Parameters
    ----------
    client : distributed.Client
    limit_s : float or None
        Seconds that each step may take.
    """

    def __init__(self, client: Any, limit_s: float | None) -> None:  # noqa: ANN401 - it has no types
        self._client = client
        self._rest = rules_version(), limit_s
        self._sent: dict[str, Task] = {}
        self._failed: dict[str, Crash] = {}
        self._gone = False

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return its catalogue queries; none if that fails."""
        self._sent = {task.path: _with_bytes(task) for task in tasks}

        def submit(task: Task) -> Any:  # noqa: ANN401 - a Future
            return self._client.submit(cones_there, task, *self._rest, pure=False)

        sendable = (task for task in self._sent.values() if task.content is not None)
        found = {task.path: result for task, result in self._done(sendable, submit)}
        for path, result in found.items():
            if isinstance(result, Crash):
                self._failed[path] = result
        return [
            () if isinstance(found.get(t.path), Crash) else found.get(t.path, ()) for t in tasks
        ]

    def reports(
        self, tasks: Iterable[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each as it is done; a file that cannot be read is judged here."""
        here: list[ProposalReport] = []

        def sendable() -> Iterator[Task]:
            for plain in tasks:
                task = self._sent.pop(plain.path, None) or _with_bytes(plain)
                if (crash := self._failed.pop(task.path, None)) is not None:
                    here.append(failed_report(task.path, crash))
                elif task.content is None:
                    here.append(Worker().report(task, answers.get(task.path)))
                else:
                    yield task

        def submit(task: Task) -> Any:  # noqa: ANN401 - a Future
            # Answers are arrays: sent ahead, they do not burden the scheduler.
            return self._client.submit(
                report_there, task, answers.get(task.path), *self._rest, pure=False
            )

        for task, result in self._done(sendable(), submit):
            yield failed_report(task.path, result) if isinstance(result, Crash) else result
            yield from here
            here.clear()
        yield from here

    def _done(
        self, tasks: Iterable[Task], submit: Callable[[Task], Any]
    ) -> Iterator[tuple[Task, Any]]:
        """Yield what each task returned, or its crash, as they finish."""
        room = _AT_HAND * self._threads()
        waiting = iter(tasks)
        flying: dict[str, tuple[Task, Any]] = {}
        landed: SimpleQueue[Any] = SimpleQueue()
        while (given := [*islice(waiting, room - len(flying))]) or flying:
            for task in given:
                future = self._submitted(submit, task)
                if future is None:
                    yield task, _GONE
                    continue
                flying[future.key] = task, future
                future.add_done_callback(landed.put)
            if not flying:
                continue
            future = self._landed(landed)
            if future is None:
                yield from [(task, _GONE) for task, _ in flying.values()]
                flying.clear()
                continue
            task, _ = flying.pop(future.key)
            yield task, self._result(future)
            future.release()

    def _threads(self) -> int:
        if not self._gone:
            with suppress(Exception):  # what happened to the scheduler is seen below
                threads: int = sum(self._client.nthreads().values())
                return max(1, threads)
        return 1

    def _submitted(self, submit: Callable[[Task], Any], task: Task) -> Any:  # noqa: ANN401 - a Future
        """Return the future of a task, None if the cluster is gone."""
        if self._gone:
            return None
        try:
            with warnings.catch_warnings():
                # A large proposal is sent to one worker only, as is right.
                warnings.filterwarnings("ignore", message="Sending large graph")
                return submit(task)
        except Exception:
            if self._client.status == "running":
                raise
            self._gone = True
            return None

    def _landed(self, landed: SimpleQueue[Any]) -> Any:  # noqa: ANN401 - a Future
        """Return the next future that is done, None if the cluster is gone."""
        while not self._gone:
            with suppress(Empty):
                return landed.get(timeout=_PATIENCE_S)
            self._look()
        return None

    def _look(self) -> None:
        """See whether the cluster still has a worker, after a while in which nothing was done."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE_S)
        except Exception:  # noqa: BLE001 - whatever happened to the scheduler
            self._gone = True

    def _result(self, future: Any) -> Any:  # noqa: ANN401 - a Future, and what it holds
        from distributed.scheduler import KilledWorker

        try:
            while not self._gone:
                try:
                    return future.result(timeout=_PATIENCE_S)
                except TimeoutError:
                    if future.status == "error":
                        raise
                    self._look()  # what was done is lost with its worker, and is done again
        except KilledWorker:
            return killed(_WHERE)
        except OtherVersion as other:
            raise UsageError(
                f"a worker of the Dask cluster has {other}, and this is {self._rest[0]}; "
                "install the same everywhere."
            ) from None
        except Exception as crash:  # noqa: BLE001 - whatever happened there costs one proposal
            if not isinstance(crash, CancelledError) and self._client.status == "running":
                return Crash(_WHERE, type(crash).__name__)
        return _GONE


@contextmanager
def dask_workers(address: str, size: int, limit_s: float | None = None) -> Iterator[DaskWorkers]:
    """Provide the workers of a cluster, and make it the one that Dask uses for catalogues too.

    Parameters
    ----------
    address : str
        Of its scheduler, as ``tcp://host:port``; or ``local`` for a new one on this machine.
    size : int
        Processes of a new one.
    limit_s : float, optional

    Raises
    ------
    MissingExtra
        Dask is not installed.
    UsageError
        No scheduler answers, or it has no worker; or a new cluster cannot be started.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise MissingExtra("A Dask cluster", "hats") from None
    for name in ("distributed", "distributed.client"):  # which sets a level of its own
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if address == LOCAL:
        with TemporaryDirectory(prefix="aptcheck-", ignore_cleanup_errors=True) as folder:
            try:
                with undisturbed(), dask.config.set({"temporary-directory": folder}):
                    cluster = LocalCluster(
                        n_workers=size,
                        threads_per_worker=1,
                        dashboard_address="127.0.0.1:0",
                        silence_logs=logging.CRITICAL,
                    )
            except (OSError, RuntimeError) as fault:
                raise UsageError(f"a local Dask cluster cannot be started ({fault}).") from None
            with cluster, Client(cluster) as client:
                yield DaskWorkers(client, limit_s)
        return
    try:
        client = Client(address, timeout=_CONNECTING_S)
    except (OSError, ValueError) as fault:
        raise UsageError(f"{address}: no Dask scheduler answers there ({fault}).") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE_S)
        except TimeoutError:
            raise UsageError(f"{address}: the Dask cluster there has no worker.") from None
        yield DaskWorkers(client, limit_s)


def _with_bytes(task: Task) -> Task:
    """Return a task with all that it needs of the disk; without content if that cannot be read."""
    try:
        content = apt.file_bytes(Path(task.path)) if task.content is None else task.content
    except UnreadableProposal:
        return task
    export = task.export
    if export is None and (beside := export_of(task.path)) is not None:
        export = ExportFile(beside, judged=False)
    return replace(
        task, content=content, export=export.with_content() if export is not None else None
    )
