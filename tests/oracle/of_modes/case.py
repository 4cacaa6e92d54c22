"""A small proposal in one mode: the generator's result, and what aptcheck says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aptcheck.testing import Document, Link, Observation, group, proposal, target
from tests.oracle.pools import Row

__all__ = ["LOSS", "Case", "Maker", "Pairing"]

#: The rules that say that the pipeline does not give a background to the science it is for, or does
#: not process the science as science.
LOSS = (
    "BKG101",
    "BKG102",
    "BKG103",
    "BKG104",
    "BKG105",
    "BKG109",
    "BKG111",
    "BKG112",
    "BKG114",
    "BKG117",
    "BKG120",
    "BKG121",
    "BKG203",
    "BKG204",
    "BKG205",
    "BKG210",
    "BKG211",
    "BKG410",
    "BKG414",
    "BKG861",
    "BKG862",
)


#: A builder of `aptcheck.testing` that makes an observation.
Maker = Callable[..., Observation]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A proposal, and its expected results.

    Parameters
    ----------
    document : Document
    level2 : mapping
        The background of science exposures, as `tests.oracle.made` writes it.
    level3 : collection of str or None
        The products of several observations; None is not compared.
    alone : collection of str or None
        The products of one observation; None is not compared.
    says : sequence of str
        Which rules report, those of `LOSS` and others, each with its severity.
    apart : str
        Why aptcheck reports where the generator attaches, or is silent where it does not; empty
        where the two agree.
    rows : callable
        Changes the rows of the pool if the XML cannot show the case.
    """

    document: Document
    level2: Mapping[str, str]
    level3: Collection[str] | None = ()
    alone: Collection[str] | None = None
    says: Sequence[str] = ()
    apart: str = ""
    rows: Callable[[list[Row]], list[Row]] = list


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Makes proposals with a science observation and its background, in one mode.

    Observation 1 is science on target 1, observation 2 its sky on target 2, 300 arcseconds north;
    they are declared and linked.
    """

    make: Maker
    both: Mapping[str, Any]

    def __call__(
        self,
        *,
        science: Mapping[str, Any] | None = None,
        sky: Mapping[str, Any] | None = None,
        both: Mapping[str, Any] | None = None,
        science_target: Mapping[str, Any] | None = None,
        sky_target: Mapping[str, Any] | None = None,
        links: Sequence[Link] | None = None,
        more_targets: Sequence[Any] = (),
        more: Sequence[Observation] = (),
        sky_observation: Observation | None = None,
        taken: bool = True,
    ) -> Document:
        """Make one, with changes; not ``taken`` leaves the sky without an observation."""
        first = {"number": 1, "label": "NGC-1 science", **self.both, **(both or {})}
        second = {"number": 2, "label": "NGC-1 background", **self.both, **(both or {})}
        of_sky = sky_observation or self.make(**{**second, **(sky or {})})
        return proposal(
            targets=[
                target(
                    **{"number": 1, "name": "NGC-1", "background": [2], **(science_target or {})}
                ),
                target(**{"number": 2, "name": "NGC-1-SKY", "north": 300, **(sky_target or {})}),
                *more_targets,
            ],
            observations=[
                self.make(**{**first, **(science or {})}),
                *((of_sky,) if taken else ()),
                *more,
            ],
            links=[group(1, 2)] if links is None else links,
        )

    def another(self, number: int, target: int, **fields: Any) -> Observation:
        """Make one more observation of the mode."""
        return self.make(number, target, **{**self.both, **fields})
