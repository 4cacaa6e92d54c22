"""Opens proposals and judges them.

The worker that opened a proposal also judges it, so that it is opened only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aptcheck.engine.proposal_report import failed_report, report_of
from aptcheck.engine.session import Session, Unopened, cones_of, open_proposal
from aptcheck.errors import UnreadableProposal
from aptcheck.rules.structure.internal_fault import Crash

if TYPE_CHECKING:
    from aptcheck.catalog.kept_image import Frame
    from aptcheck.config import Config
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.sky import Answers
    from aptcheck.engine.exported_xml import ExportFile
    from aptcheck.engine.options import Options
    from aptcheck.results import ProposalReport

__all__ = ["Fields", "Judges", "Task", "Worker", "Workers"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Task:
    """One file to check.

    ``content`` is the content of standard input, or of a file that the worker may not reach; None
    for a file to read. ``export`` is the exported XML of the same proposal.
    """

    path: str
    options: Options
    settings: Config
    content: bytes | None = None
    export: ExportFile | None = None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Fields:
    """Every field of a proposal, or the sentence that says why it cannot be read.

    ``left_out`` is the number of its LRS slitless background fields, for which no catalogue is
    queried. ``frames`` are what pictures of its backgrounds show, if `Options.pictures` asks.
    """

    cones: tuple[ConeRequest, ...] = ()
    left_out: int = 0
    frames: tuple[Frame, ...] = ()
    unreadable: str | None = None


class Judges(Protocol):
    """Opens proposals, then judges them."""

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return its catalogue queries."""
        ...

    def reports(
        self, tasks: Iterable[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield each report as it is done; ``answers`` is by path, if any was asked.

        Tasks are taken one by one, whenever there is somebody to do them.
        """
        ...


class Workers(Judges, Protocol):
    """Also knows all fields of a proposal."""

    def fields(self, tasks: Sequence[Task]) -> Iterable[Fields]:
        """Open each proposal, and return all its fields for a lock, whatever rules run."""
        ...


class Worker:
    """Works in this process; keeps what it has opened until that is judged."""

    def __init__(self) -> None:
        self._opened: dict[str, Session | Unopened] = {}

    def cones(self, tasks: Sequence[Task]) -> Iterable[tuple[ConeRequest, ...]]:
        """Open each proposal, and return its catalogue queries."""
        return [self.cones_of(task) for task in tasks]

    def reports(
        self, tasks: Iterable[Task], answers: Mapping[str, Answers]
    ) -> Iterator[ProposalReport]:
        """Yield the report of each."""
        for task in tasks:
            yield self.report(task, answers.get(task.path))

    def fields(self, tasks: Sequence[Task]) -> Iterable[Fields]:
        """Open each proposal, and return all its fields."""
        return map(self.fields_of, tasks)

    def fields_of(self, task: Task) -> Fields:
        """Open one proposal, and return all its fields."""
        opened = _open(task)
        if isinstance(opened, Unopened):
            return Fields(unreadable=_why(opened.fault))
        try:
            left_out = [g for g in opened.graphs if not g.mode.looks_for_sources]
            number = sum(len(graph.background_fields) for graph in left_out)
            return Fields(cones=opened.all_cones(), left_out=number, frames=_frames(opened))
        except Exception:  # noqa: BLE001 - a check reports it; one file must not stop the others
            return Fields()

    def cones_of(self, task: Task) -> tuple[ConeRequest, ...]:
        """Open one proposal and keep it."""
        opened = self._opened[task.path] = _open(task)
        return cones_of(opened)

    def report(self, task: Task, answers: Answers | None) -> ProposalReport:
        """Judge one proposal, opened before or now."""
        opened = self._opened.pop(task.path, None)
        try:
            return report_of(_open(task) if opened is None else opened, answers, task.export)
        except Exception as crash:  # noqa: BLE001 - out of memory, say: the other files go on
            return failed_report(task.path, Crash("the check", type(crash).__name__))


def _frames(opened: Session) -> tuple[Frame, ...]:
    """Return what pictures of the backgrounds of a proposal show, each once."""
    if not opened.options.pictures:
        return ()
    from aptcheck.catalog.kept_image import Frame
    from aptcheck.engine.sky_fields import sky_fields

    try:
        fields = [field for context in opened.contexts() for field in sky_fields(context)]
    except Exception:  # noqa: BLE001 - no picture is worth a lock; a check reports it
        return ()
    return tuple(
        dict.fromkeys(
            Frame.about(field.ra_deg, field.dec_deg, field.radius)
            for field in fields
            if field.ra_deg is not None and field.dec_deg is not None
        )
    )


def _why(fault: Exception) -> str:
    """Return why a proposal cannot be read, as a sentence."""
    if isinstance(fault, UnreadableProposal):
        return fault.reason
    return f"aptcheck failed ({type(fault).__name__})."


def _open(task: Task) -> Session | Unopened:
    return open_proposal(task.path, task.options, task.settings, task.content)
