"""A proposal, opened once for a command: its bytes, document, configuration, graph and schedule.

A command does everything with a proposal through its session: a file saved in the meantime changes
neither the verdict nor the fields that a catalogue was queried for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.contamination.sky import Answers, Sky
from aptcheck.engine.paths import STDIN
from aptcheck.engine.rule_selection import selected
from aptcheck.mode_names import EMPTY_FIELDS
from aptcheck.modes.judged import mode_named, modes_of
from aptcheck.rules.context import Context
from aptcheck.rules.registry import all_rules
from aptcheck.schedule.observing_window import ObservingWindow, observing_window
from aptcheck.schedule.schedule import Schedule

if TYPE_CHECKING:
    from aptcheck.apt import Document
    from aptcheck.background.graph import Graph
    from aptcheck.config import Config, Profile
    from aptcheck.contamination.cone_request import ConeRequest
    from aptcheck.contamination.empty_sky.answer import PlaceSearch
    from aptcheck.contamination.empty_sky.terms import Terms
    from aptcheck.engine.options import Options
    from aptcheck.errors import UnreadableProposal
    from aptcheck.model import Proposal

__all__ = [
    "Session",
    "Unopened",
    "cones_of",
    "hears_catalogues",
    "open_proposal",
    "session_of",
]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Unopened:
    """A file that could not be opened: what is wrong with it, or with aptcheck."""

    path: str
    fault: UnreadableProposal | Exception


@dataclass(frozen=True, kw_only=True, eq=False)
class Session:
    """One proposal as it was when opened.

    Parameters
    ----------
    path : str
        As given, ``-`` for standard input.
    digest : str
        SHA-256 of the file's bytes, hexadecimal.
    document : Document
    settings : Config
        The configuration that governs it.
    options : Options
        The options of the command.
    """

    path: str
    digest: str
    document: Document
    settings: Config
    options: Options

    @property
    def proposal(self) -> Proposal:
        """The content of the file."""
        return self.document.proposal

    @property
    def profile(self) -> Profile:
        """How strict to be."""
        return self.options.profile or self.settings.profile

    @property
    def select(self) -> tuple[str, ...]:
        """The rules to run, as prefixes; all if there are none."""
        return _select(self.options, self.settings)

    @property
    def ignore(self) -> tuple[str, ...]:
        """The rules to leave out, as prefixes."""
        return _ignore(self.options, self.settings)

    @cached_property
    def window(self) -> ObservingWindow:
        """The dates when it may be observed."""
        return observing_window(self.proposal, self.options.dates, self.options.today)

    @cached_property
    def graph(self) -> Graph:
        """Its background graph for the MRS."""
        return build_graph(self.proposal, mode_named("miri-mrs"), self.settings.intents)

    @cached_property
    def graphs(self) -> tuple[Graph, ...]:
        """Its background graph for each of its modes, the MRS always and first."""
        others = (mode for mode in modes_of(self.proposal.observations) if mode.name != "miri-mrs")
        intents = self.settings.intents
        return (self.graph, *(build_graph(self.proposal, mode, intents) for mode in others))

    @cached_property
    def schedule(self) -> Schedule:
        """When its observations can be taken, and at which angles."""
        return Schedule(self.proposal, self.window, apt.StoredWindows(self.document.planner_texts))

    @cached_property
    def _skies(self) -> tuple[Sky, ...]:
        """The fields of each mode, in the order of the graphs."""
        settings, which = self.settings.thresholds, self.options.fields
        return tuple(Sky(self.path, g, self.schedule, settings, which) for g in self.graphs)

    def cones(self) -> tuple[ConeRequest, ...]:
        """Return the catalogue queries; none if no rule that runs would use the answers."""
        return self.all_cones() if self.hears_catalogues else ()

    @property
    def hears_catalogues(self) -> bool:
        """Whether a rule that runs would use what a catalogue says."""
        return hears_catalogues(self.options, self.settings)

    def all_cones(self) -> tuple[ConeRequest, ...]:
        """Return all catalogue queries, whatever rules run today: the content of a lock."""
        terms = self.options.places
        wider = () if terms is None else (s.request() for s in self.place_searches(terms))
        fields = (cone for sky in self._skies for cone in sky.requests())
        return (*fields, *(cone for cone in wider if cone is not None))

    def place_searches(self, terms: Terms) -> Iterator[PlaceSearch]:
        """Yield the search for a position of each background that can be moved or is missing."""
        from aptcheck.contamination.empty_sky.answer import PlaceSearch
        from aptcheck.contamination.empty_sky.wanted import wanted_skies

        for graph in self.graphs:
            if graph.mode.name not in EMPTY_FIELDS:
                continue
            for wanted in wanted_skies(graph):
                yield PlaceSearch(
                    name=self.path,
                    wanted=wanted,
                    graph=graph,
                    schedule=self.schedule,
                    settings=self.settings.thresholds,
                    terms=terms,
                )

    def contexts(self, answers: Answers | None = None) -> tuple[Context, ...]:
        """Return what the rules see in each mode, the MRS first.

        ``answers`` is None if no catalogue was asked.
        """
        return tuple(
            Context(
                graph=graph,
                schedule=self.schedule,
                sky=sky if answers is None else sky.answered_with(answers),
                settings=self.settings.thresholds,
            )
            for graph, sky in zip(self.graphs, self._skies, strict=True)
        )


def hears_catalogues(options: Options, settings: Config) -> bool:
    """Whether a rule that runs with them would use what a catalogue says."""
    select, ignore = _select(options, settings), _ignore(options, settings)
    hearing = (rule for rule in all_rules() if rule.catalogue is not None)
    return any(selected(rule, select, ignore) for rule in hearing)


def _select(options: Options, settings: Config) -> tuple[str, ...]:
    return options.select or settings.select


def _ignore(options: Options, settings: Config) -> tuple[str, ...]:
    return (*options.ignore, *settings.ignore)


def open_proposal(
    path: str, options: Options, settings: Config, content: bytes | None = None
) -> Session | Unopened:
    """Open one file; ``content`` are its bytes if they have been read, as of standard input."""
    try:
        data = apt.file_bytes(Path(path)) if content is None else content
        document = apt.read_bytes(data, "standard input" if path == STDIN else Path(path).name)
    except Exception as fault:  # noqa: BLE001 - a reader's crash must not stop the other files
        return Unopened(path=path, fault=fault)
    return Session(
        path=path,
        digest=sha256(data).hexdigest(),
        document=document,
        settings=settings,
        options=options,
    )


def session_of(proposal: Proposal, name: str, options: Options, settings: Config) -> Session:
    """Return the session of a proposal that is not in a file."""
    return Session(
        path=name,
        digest="",
        document=apt.Document(proposal=proposal, member=name, data=b""),
        settings=settings,
        options=options,
    )


def cones_of(opened: Session | Unopened) -> tuple[ConeRequest, ...]:
    """Return the queries for a proposal; none if it fails: its report says why."""
    if isinstance(opened, Unopened):
        return ()
    try:
        return opened.cones()
    except Exception:  # noqa: BLE001 - the same crash is reported when the proposal is judged
        return ()
