"""Random proposals of every sort, and ways to write the same plan differently."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from aptcheck import testing
from aptcheck.testing import Document

__all__ = ["Plan", "Tie", "plans"]

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Tie:
    """A link: how it is written, its observations, and whether their order matters."""

    write: Callable[..., testing.Link]
    members: tuple[int, ...]
    ordered: bool
    more: Words

    def link(self) -> testing.Link:
        """Return it in the form that a document takes."""
        return self.write(*self.members, **self.more)


@dataclass(frozen=True)
class Plan:
    """Keywords of `testing.target` and of `testing.mrs` or `testing.other`, and the links."""

    targets: tuple[Words, ...]
    observations: tuple[Words, ...]
    ties: tuple[Tie, ...]

    def document(self) -> Document:
        """Write it unchanged."""
        return testing.proposal(
            targets=[testing.target(**one) for one in self.targets],
            observations=[
                testing.other(**one) if "template" in one else testing.mrs(**one)
                for one in self.observations
            ],
            links=[tie.link() for tie in self.ties],
        )

    def shuffled(self, chance: Random) -> Plan:
        """Change every order that does not matter."""
        ties = [
            tie if tie.ordered else replace(tie, members=_mixed(tie.members, chance))
            for tie in self.ties
        ]
        targets = [{**one, "background": _mixed(one["background"], chance)} for one in self.targets]
        return Plan(
            targets=_mixed(targets, chance),
            observations=_mixed(self.observations, chance),
            ties=_mixed(ties, chance),
        )

    def renumbered(
        self,
        observations: Mapping[int, int] | None = None,
        targets: Mapping[int, int] | None = None,
    ) -> Plan:
        """Give observations and targets other numbers, everywhere."""
        of = {one["number"]: one["number"] for one in self.observations} | dict(observations or {})
        at = {one["number"]: one["number"] for one in self.targets} | dict(targets or {})
        return Plan(
            targets=tuple(
                {
                    **one,
                    "number": at[one["number"]],
                    "background": tuple(at[number] for number in one["background"]),
                }
                for one in self.targets
            ),
            observations=tuple(
                {**one, "number": of[one["number"]], "target": at[one["target"]]}
                for one in self.observations
            ),
            ties=tuple(
                replace(tie, members=tuple(of[n] for n in tie.members)) for tie in self.ties
            ),
        )

    def named(self, target: Callable[[int], str], label: Callable[[int], str]) -> Plan:
        """Name every target and label every observation, by number."""
        return replace(
            self,
            targets=tuple({**one, "name": target(one["number"])} for one in self.targets),
            observations=tuple({**one, "label": label(one["number"])} for one in self.observations),
        )

    def beside(self, other: Plan) -> Plan:
        """Put another plan into the same proposal."""
        return Plan(
            targets=(*self.targets, *other.targets),
            observations=(*self.observations, *other.observations),
            ties=(*self.ties, *other.ties),
        )


def _mixed(things: Sequence[Any], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(things, len(things)))


_NAMES = ("NGC-{}", "NGC-{}", "NGC-{}-SKY", "BACKGROUND-{}")
_LABELS = ("spectrum {}", "spectrum {}", "background {}", "NGC off {}")
_SPECIAL = (
    (),
    (),
    (testing.offset(40, 0),),
    (testing.persistence_risk(),),
    (testing.on_hold(),),
    (testing.time_series(),),
    (testing.before_date("01-DEC-2026"),),
    (testing.orient_range(10, 40),),
)


@st.composite
def _targets(draw: st.DrawFn, numbers: Sequence[int]) -> tuple[Words, ...]:
    found = []
    for number in numbers:
        listed = draw(st.lists(st.sampled_from(numbers), max_size=2, unique=True))
        found.append(
            {
                "number": number,
                "name": draw(st.sampled_from(_NAMES)).format(number),
                # at no limit of a rule, where rounded coordinates would decide
                "north": draw(st.sampled_from((0, 62, 95, 2400))),
                "east": draw(st.sampled_from((0, 31, 900))),
                "extended": draw(st.sampled_from(("YES", "NO", "Unknown"))),
                "keywords": draw(st.sampled_from(((), (), (testing.SKY_KEYWORD,)))),
                "background": tuple(listed),
                "required": draw(st.sampled_from((None, None, True, False))),
                "proper_motion": draw(st.sampled_from((None, (10, -20)))),
            }
        )
    return tuple(found)


@st.composite
def _observation(draw: st.DrawFn, number: int, target: int) -> Words:
    either = {
        "number": number,
        "target": target,
        "label": draw(st.sampled_from(_LABELS)).format(number),
        "special": draw(st.sampled_from(_SPECIAL)),
        "status": draw(st.sampled_from((None, None, None, "WITHDRAWN", "COMPLETED"))),
    }
    if draw(st.integers(0, 5)) == 5:
        return {**either, "template": draw(st.sampled_from(("NircamImaging", "MiriImaging")))}
    return {
        **either,
        "gratings": draw(st.sampled_from((testing.GRATINGS, testing.GRATINGS, ("SHORT",)))),
        "groups": draw(st.sampled_from((27, 27, 40))),
        "integrations": draw(st.sampled_from((1, 1, 3))),
        "readout": draw(st.sampled_from(("FASTR1", "FASTR1", "SLOWR1", "FAST", "NEW"))),
        "imaging": draw(st.sampled_from((None, None, "F1000W"))),
        "primary": draw(st.sampled_from(("ALL", "ALL", "IMAGER"))),
        "acquisition": draw(st.sampled_from(("NONE", "Same Target as Observation"))),
        "dithers": (testing.dither(draw(st.sampled_from(("4-Point", "2-Point")))),),
        "tiles": draw(st.sampled_from(("", "", testing.mosaic(2, 2)))),
    }


@st.composite
def _tie(draw: st.DrawFn, numbers: Sequence[int]) -> Tie:
    members = tuple(draw(st.permutations(numbers))[: draw(st.integers(2, 4))])
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return Tie(testing.same_orient_link, members, ordered=False, more={})
    if kind == 1:
        limits = {"minimum": "2 Days", "maximum": "9 Days"}
        return Tie(testing.after_link, members[:2], ordered=True, more=limits)
    sequence = draw(st.booleans())
    more = {"sequence": sequence, "non_interruptible": draw(st.booleans())}
    return Tie(testing.group, members, ordered=sequence, more=more)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw targets that may list each other, observations of them, and links."""
    targets = draw(st.lists(st.integers(1, 20), min_size=2, max_size=5, unique=True))
    numbers = draw(st.lists(st.integers(1, 40), min_size=2, max_size=7, unique=True))
    pointed = [draw(st.sampled_from(targets)) for _ in numbers]
    return Plan(
        targets=draw(_targets(targets)),
        observations=tuple(
            draw(_observation(number, target))
            for number, target in zip(numbers, pointed, strict=True)
        ),
        ties=tuple(draw(st.lists(_tie(numbers), max_size=3))),
    )
