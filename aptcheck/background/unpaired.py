"""Templates that aptcheck knows only by name, and in which a background has no effect.

No science is paired with a sky in them, so their targets' declarations are read here.
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

#: Parts of template names, in capitals. No file with that of the MIRI WFSS was seen.
_SLITLESS = ("WFSS", "WIDEFIELD", "WIDE FIELD")
_TIME_SERIES = ("TIMESERIES", "SOSS")
_MOS = ("NIRSPECMOS",)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class UnpairedList:
    """A target with a background target list, and its observations in one such template.

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
        """Whether it is a MIRI template."""
        return (self.sciences[0].instrument or self.template).upper().startswith("MIRI")


def kind_of(observation: Observation) -> Kind | None:
    """Return the kind of an observation that has no use for a background; None for any other.

    An observation in a mode that aptcheck judges has no such kind.
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

    They belong to no mode, and every proposal has the graph of the MRS: they are reported there
    only, so that they are reported once.
    """
    if graph.mode.name != "miri-mrs":
        return ()
    return tuple(o.number for o in graph.observations_of(target) if kind_of(o) is not None)


def unpaired_lists(proposal: Proposal, kind: Kind) -> Iterator[UnpairedList]:
    """Yield the background target lists that observations of a kind have no use for.

    A list made for other observations of the same target is left out: those in a judged mode, or in
    a template in which the listed target is observed.
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
