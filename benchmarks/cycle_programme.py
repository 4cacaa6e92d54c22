"""One programme of the invented cycle: what is in it is drawn from what was measured."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.testing import (
    GRATINGS,
    SKY_KEYWORD,
    Document,
    Link,
    Observation,
    Target,
    group,
    leaf,
    moving,
    msa_catalog,
    offset,
    other,
    proposal,
    target,
)
from benchmarks import cycle_measured as measured
from benchmarks.cycle_observation import observation, ramps
from benchmarks.cycle_unread import history, other_form, planner, words

__all__ = ["Programme"]

#: Programmes with an intent; invented.
STATED = 1 / 8
#: Orders in a link, of the pairs of the MRS.
ORDERS = {"after": 220, "before": 145, None: 189}
BODIES = ("EUROPA", "JUPITER", "NEPTUNE", "TITAN", "URANUS")
NEARBY_ARCSEC = 60.0

_Choice = TypeVar("_Choice")


class Programme:
    """What is drawn once for a programme, then its targets and observations.

    Parameters
    ----------
    number : int
        The programme's number.
    seed : int
        Of the cycle; the same two give the same programme.
    """

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.dice = Random(f"{seed} {number}")
        self.mode: str = self._choice(measured.MODES)
        self.sciences, self.skies = self._choice(measured.PAIRS)
        self.moves, self.body = self._chance(measured.MOVING), self.dice.choice(BODIES)
        self.extended = self._choice(measured.EXTENDED)
        self.as_a_point = self.extended == "NO" and self._chance(measured.AS_A_POINT)
        self.archived = self._chance(measured.APTX)
        self.records = self.dice.choice(measured.RECORDS) if self.archived else 0.0
        self.stated = bool(self.skies) and self._chance(STATED)
        self.faults = {name for name, share in measured.FAULTS.items() if self._chance(share)}
        self.order = self._choice(ORDERS)
        self.separation = measured.drawn(f"separation {self.mode}", self.dice)
        self.groups = round(measured.drawn(f"groups {self.mode}", self.dice))
        self.depth = self._choice(measured.DEPTHS) if self.mode == "miri-mrs" else 1.0
        whole = self._chance(measured.ALL_GRATINGS)
        self.gratings = GRATINGS if whole else (self.dice.choice(GRATINGS),)
        self._targets: list[Target] = []
        self._observations: list[Observation] = []
        self._links: list[Link] = []

    def document(self) -> Document:
        """Draw its targets and observations, and write it."""
        for sky in range(self.skies):
            last = sky == self.skies - 1
            self._paired(self.sciences - sky if last else 1)
        more = self._choice(measured.BEYOND)
        for _ in range(max(more, 0 if self._observations else 1)):
            if self._chance(measured.JUDGED):
                self._science(self._place(), self._next)
            else:
                self._unjudged()
        return self._written()

    def intents(self) -> str:
        """Return its aptcheck.toml, empty without one: most programmes have none."""
        strategy = "shadow" if self.moves else "pixel"
        return f'[intents."S*"]\nstrategy = "{strategy}"\n' if self.stated else ""

    def _paired(self, sciences: int) -> None:
        """Add science observations of targets near each other, and the background they share."""
        first, place = self._next, self._place()
        numbers = range(first, first + sciences)
        sky = first + sciences
        for number in numbers:
            near = {**place, "north": NEARBY_ARCSEC * (number - first)}
            self._science(near, number, background=sky)
        self._targets.append(self._sky_target(sky, place))
        self._observations.append(self._observation(sky, is_sky=True))
        members = [sky, *numbers] if self.order == "before" else [*numbers, sky]
        self._links.append(
            group(
                *members,
                sequence=self.order is not None,
                non_interruptible="interruptible" not in self.faults,
            )
        )

    def _science(self, place: Mapping[str, Any], number: int, background: int = 0) -> None:
        declared = [background] if background and "undeclared" not in self.faults else []
        name = f"S{number}"
        if self.moves:
            made = moving(number, name, body=self.body, extended=self.extended, background=declared)
        else:
            made = target(number, name, extended=self.extended, background=declared, **place)
        self._targets.append(made)
        self._observations.append(self._observation(number, is_sky=False))

    def _sky_target(self, number: int, place: Mapping[str, Any]) -> Target:
        away, name = self.separation * self.dice.uniform(0.9, 1.1), f"S{number - 1}-SKY"
        if self.moves:
            return moving(number, name, body=self.body)
        return target(
            number, name, north=away, category="Calibration", keywords=[SKY_KEYWORD], **place
        )

    def _observation(self, number: int, *, is_sky: bool) -> Observation:
        """Make an observation of the mode; a background is as deep as drawn, or has a slip."""
        slip = 5 if is_sky and "unmatched" in self.faults else 0
        shared: dict[str, Any] = {
            "label": f"S{number - 1} background" if is_sky else f"S{number}",
            "groups": self.groups + slip,
            "raw": self._stored(number),
        }
        if is_sky and self.moves:
            shared["special"] = [offset(0, round(self.separation, 1))]
        if self.mode == "miri-mrs":
            shared["gratings"] = self.gratings
            shared |= ramps(self.depth, is_sky=is_sky, is_point=self.as_a_point)
            point = self.extended == "NO" and not is_sky
            if point and self._chance(measured.ACQUIRED_POINTS):
                shared["acquisition"] = "Same Target as Observation"
        return observation(self.mode, number, is_sky=is_sky, **shared)

    def _unjudged(self) -> None:
        number, template = self._next, self._choice(measured.OTHERS)
        if template == "NirspecMOS":
            rows = round(measured.drawn("catalogue", self.dice)) // 24
            lines = (f"{at},150.{at:06d},2.{at:06d}\n" for at in range(rows))
            made = msa_catalog(number, f"T{number}", csv="ID,RA,DEC\n" + "".join(lines))
        else:
            made = target(number, f"T{number}", **self._place())
        self._targets.append(made)
        form, stored = other_form(self.dice), self._stored(number)
        self._observations.append(other(number, template, content=form, raw=stored))

    def _stored(self, number: int) -> str:
        """Return what the Visit Planner stored: for a third of archives under its own number.

        The other records of an observation are of the programme that it was copied from.
        """
        records = int(self.records) + self._chance(self.records % 1)
        key = self.number if self.number % 3 == 0 else 0
        keys = (key, *(self.number + at for at in range(1, records)))[:records]
        return "".join(
            planner(one, number, round(measured.drawn("planner", self.dice)), self.dice)
            for one in keys
        )

    def _written(self) -> Document:
        long = history(round(measured.drawn("history", self.dice)), self.dice)
        made = proposal(
            program=self.number,
            title=words(60, self.dice),
            abstract=words(round(measured.drawn("abstract", self.dice)), self.dice),
            targets=self._targets,
            observations=self._observations,
            links=self._links,
            raw=long if self.archived else "",
        )
        people = [
            leaf("CoInvestigator", words(220, self.dice))
            for _ in range(math.ceil(measured.drawn("people", self.dice) / 250))
        ]
        alone = "<PrincipalInvestigator>"
        return replace(made, text=made.text.replace(alone, "".join((*people, alone)), 1))

    @property
    def _next(self) -> int:
        return len(self._observations) + 1

    def _place(self) -> dict[str, Any]:
        return {"ra": self.dice.uniform(0, 360), "dec": self.dice.uniform(-80, 80)}

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _choice(self, weights: Mapping[_Choice, float]) -> _Choice:
        return self.dice.choices(list(weights), list(weights.values()))[0]
