"""Visits and their status, which is at the root of the file, apart from the observations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from aptcheck.apt.bounds import MAX_NODES
from aptcheck.apt.form import Form
from aptcheck.model import Visit

__all__ = ["VisitStatus", "read_statuses", "read_visits"]

# Program, observation and visit: 01386001001.
_VISIT_ID = re.compile(r"([0-9]{5})([0-9]{3})([0-9]{3})")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class VisitStatus:
    """The state of one visit in the observatory's schedule."""

    form: Form
    status: str


def read_statuses(statuses: Form | None, program: str | None) -> dict[int, dict[int, VisitStatus]]:
    """Return observation number -> visit number -> status.

    A status of another program, left over from copying a proposal, is ignored.
    """
    found: dict[int, dict[int, VisitStatus]] = {}
    if statuses is None:
        return found
    for _, form in statuses.forms("VisitStatus", "Visit Status", MAX_NODES):
        identifier = form.attribute("VisitId") or ""
        match = _VISIT_ID.fullmatch(identifier)
        status = (form.attribute("Status") or "").upper()
        if match is None:
            form.odd("VisitId", identifier, ("<program><observation><visit>",))
        elif status and _same_program(match[1], program):
            visits = found.setdefault(int(match[2]), {})
            visits[int(match[3])] = VisitStatus(form=form, status=status)
    return found


def read_visits(observation: Form, statuses: Mapping[int, VisitStatus]) -> tuple[Visit, ...]:
    """Return the visits of an observation, including those that only have a status."""
    visits = []
    for _, form in observation.forms("Visit", "Visit"):
        number = form.read_attribute("Number", _number)
        form.trail = f"{observation.trail} > Visit {'?' if number is None else number}"
        known = None if number is None else statuses.get(number)
        visits.append(
            Visit.model_construct(
                place=form.place, number=number, status=known.status if known else None
            )
        )
    listed = {visit.number for visit in visits}
    for number, status in sorted(statuses.items()):
        if number not in listed:
            status.form.trail = f"{observation.trail} > Visit {number}"
            visits.append(
                Visit.model_construct(place=status.form.place, number=number, status=status.status)
            )
    return tuple(visits)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _same_program(found: str, program: str | None) -> bool:
    if program is None:
        return int(found) == 0
    return not program.isdecimal() or int(found) == int(program)
