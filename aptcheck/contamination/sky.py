"""What the catalogues say of the fields of one proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from aptcheck.contamination.brightness import is_subtracted_by_pixel
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.cone_request import Cone, ConeRequest, Fields, cone_request, fields_of
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.errors import FieldUnavailable
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.config import Thresholds
    from aptcheck.model import Observation
    from aptcheck.schedule.schedule import Schedule

__all__ = ["Answers", "Sky"]

#: What was answered, by what was asked.
Answers = Mapping[Cone, ConeAnswer]

_NOT_ASKED = Reason("no catalogue was asked")
_FORGOTTEN = Reason("the catalogues were not asked about this field")


class Sky:
    """The fields of one proposal in one mode; each is judged when it is asked for, and once.

    Parameters
    ----------
    name : str
        Of the proposal, as it is in a lock.
    graph, schedule, settings
        Of the proposal.
    which : {"backgrounds", "all"}
        Whose fields are judged.
    answers : mapping, optional
        None where no catalogue was asked.
    """

    def __init__(
        self,
        name: str,
        graph: Graph,
        schedule: Schedule,
        settings: Thresholds,
        which: Fields = "backgrounds",
        answers: Answers | None = None,
    ) -> None:
        self._name = name
        self._graph = graph
        self._schedule = schedule
        self._settings = settings
        self._which = which
        self._answers = answers
        # By identity: a file may give one number twice.
        self._judgements: dict[int, FieldJudgement] = {}

    @property
    def asked(self) -> bool:
        """Whether a catalogue was asked at all."""
        return self._answers is not None

    @cached_property
    def fields(self) -> tuple[Observation, ...]:
        """The observations whose fields are judged: backgrounds, or on request all of the MRS."""
        return fields_of(self._graph, self._which)

    def requests(self) -> tuple[ConeRequest, ...]:
        """Return what to ask about these fields, without those whose place is not known."""
        asked = (self._request(observation) for observation in self.fields)
        return tuple(request for request in asked if request is not None)

    def answered_with(self, answers: Answers | None) -> Sky:
        """Return the same fields with what was answered; None where no catalogue was asked."""
        return Sky(self._name, self._graph, self._schedule, self._settings, self._which, answers)

    @property
    def judgements(self) -> tuple[FieldJudgement, ...]:
        """What is known of each of the fields, in their order."""
        return tuple(self._judged(observation) for observation in self.fields)

    def judgement(self, observation: Observation) -> FieldJudgement | None:
        """Return what is known of one of these fields, None of any other observation."""
        return self._judged(observation) if id(observation) in self._identities else None

    def asked_about(self, observation: Observation) -> tuple[ConeRequest, ConeAnswer] | None:
        """Return what was asked about one of these fields, and answered; None if nothing was."""
        request = self._request(observation)
        answer = self._answers.get(request.cone) if self._answers and request else None
        return (request, answer) if request is not None and answer is not None else None

    @cached_property
    def _identities(self) -> frozenset[int]:
        return frozenset(id(field) for field in self.fields)

    def _judged(self, observation: Observation) -> FieldJudgement:
        key = id(observation)
        if key not in self._judgements:
            self._judgements[key] = self._examined(observation)
        return self._judgements[key]

    def _examined(self, observation: Observation) -> FieldJudgement:
        users = self._graph.users_of(observation)
        unknown = FieldJudgement(
            observation=observation,
            background=self._graph.is_background(observation),
            sciences=tuple(science.number for science in users),
            reason=_NOT_ASKED,
        )
        if self._answers is None:
            return unknown
        try:
            swept = self._schedule.of(observation).swept
        except FieldUnavailable as fault:
            return replace(unknown, reason=self._graph.unnamed_place(observation) or fault.reason)
        from aptcheck.contamination.examination import examine

        asked = self.asked_about(observation)
        return examine(
            observation,
            swept,
            ConeAnswer(reason=_FORGOTTEN) if asked is None else asked[1],
            background=unknown.background,
            sciences=[science.observation for science in users],
            targets=self._schedule.paths_of(science.observation for science in users),
            pixel=is_subtracted_by_pixel(users, self._graph.mode),
            thresholds=self._settings,
        )

    def _request(self, observation: Observation) -> ConeRequest | None:
        return cone_request(self._name, observation, self._graph, self._schedule, self._settings)
