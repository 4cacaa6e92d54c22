"""Templates that aptcheck knows by name alone, and in which a background comes to nothing.

No science is paired with a sky in them, so what their targets declare is looked up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from aptcheck.background.grouping import grouped
from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aptcheck.background.graph import Graph
    from aptcheck.model import Observation, Proposal, Target

__all__ = ["Kind", "UnpairedList", "kind_of", "unpaired_lists", "unpaired_numbers_of"]

Kind = Literal["time series", "slitless", "mos"]

#: Parts of the names of templates, in capitals. That of the MIRI WFSS is in no file seen.
_SLITLESS = ("WFSS", "WIDEFIELD", "WIDE FIELD")
_TIME_SERIES = ("TIMESERIES", "SOSS")
_MOS = ("NIRSPECMOS",)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class UnpairedList:
    """A target with a list of backgrounds, and its observations in one such template.

    ``skies`` are the observations of listed targets in the same template; ``linked`` says that a
    non-interruptible link holds some of both.
    """

    target: Target
    sciences: tuple[Observation, ...]
    skies: tuple[Observation, ...]
    linked: bool

    @property
    def template(self) -> str:
        """The template by its name in the file."""
        return self.sciences[0].template or ""

    @property
    def is_slitless(self) -> bool:
        """Whether it is a template for wide-field slitless spectroscopy."""
        return kind_of(self.sciences[0]) == "slitless"

    @property
    def is_miri(self) -> bool:
        """Whether it is one of MIRI."""
        return (self.sciences[0].instrument or self.template).upper().startswith("MIRI")


def kind_of(observation: Observation) -> Kind | None:
    """Return what an observation is in which no background is of use; None for any other.

    One of a mode that aptcheck judges is none of these.
    """
    if observation.is_out or mode_of(observation) is not None:
        return None
    name = (observation.template or "").upper()
    if any(part in name for part in _SLITLESS):
        return "slitless"
    if any(part in name for part in _TIME_SERIES) or observation.requirements.time_series:
        return "time series"
    return "mos" if any(part in name for part in _MOS) else None


def unpaired_numbers_of(graph: Graph, target: Target) -> tuple[int, ...]:
    """Return the numbers of a target's observations of these kinds.

    They are of no mode, and every proposal has the graph of the MRS: in that they are told, and in
    no other, so that they are told once.
    """
    if graph.mode.name != "miri-mrs":
        return ()
    return tuple(o.number for o in graph.observations_of(target) if kind_of(o) is not None)


def unpaired_lists(proposal: Proposal, kind: Kind) -> Iterator[UnpairedList]:
    """Yield the lists of backgrounds that observations of a kind have no use for.

    Left out is a list that was made for other observations of the same target: in a mode that is
    judged, or in a template in which the listed target is observed.
    """
    live = (o for o in proposal.observations if not o.is_out and o.target_number is not None)
    by_target = grouped(live, lambda o: o.target_number)
    for target in proposal.targets:
        own = by_target.get(target.number, [])
        listed = {r.number for r in target.backgrounds} - {target.number}
        if not listed or not own:
            continue
        observed = [o for number in listed for o in by_target.get(number, ())]
        concerned = (o for o in own if kind_of(o) == kind)
        for template, sciences in grouped(concerned, lambda o: o.template).items():
            skies = sorted(
                (o for o in observed if o.template == template), key=lambda one: one.number
            )
            if skies or not _is_for_others(own, observed):
                yield UnpairedList(
                    target=target,
                    sciences=tuple(sciences),
                    skies=tuple(skies),
                    linked=_are_linked(proposal, sciences, skies),
                )


def _is_for_others(own: Sequence[Observation], observed: Iterable[Observation]) -> bool:
    judged = any(mode_of(observation) is not None for observation in own)
    templates = {observation.template for observation in own}
    return judged or any(observation.template in templates for observation in observed)


def _are_linked(
    proposal: Proposal, sciences: Iterable[Observation], skies: Iterable[Observation]
) -> bool:
    held = proposal.links.binding_by_member
    tied = {id(link) for science in sciences for link in held.get(science.number, ())}
    return any(id(link) in tied for sky in skies for link in held.get(sky.number, ()))
