"""Leakage calibrations: which exposures they correct, and where one side of a pair lacks them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Background
    from aptcheck.model import Observation
    from aptcheck.modes.ramp import Setting

__all__ = ["Leakage", "OneSided", "leakage_of", "lost_by", "one_sided", "uncorrected"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Leakage:
    """The leakage calibrations of one observation; they correct its own exposures only.

    ``taken`` are the settings of its other exposures, and ``calibrations`` says how many
    calibrations it has in each setting, all tiles and positions counted, None where that is not
    known. ``unclear`` says that one of its settings cannot be read.
    """

    taken: frozenset[Setting]
    calibrations: Mapping[Setting, int | None]
    unclear: bool

    @property
    def corrected(self) -> frozenset[Setting]:
        """The settings in which it has both."""
        return self.taken.intersection(self.calibrations)

    @property
    def unmatched(self) -> frozenset[Setting]:
        """The settings in which it has calibrations that correct nothing."""
        return frozenset(self.calibrations) - self.taken


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class OneSided:
    """A setting in which one side of a background has leakage calibrations and the other has none.

    ``sciences`` and ``skies`` are the numbers of the observations concerned. ``count`` is how many
    calibrations the skies have together, if they are the side that has them, None where that is not
    known; ``bare_skies`` are the other skies in that setting, which have none.
    """

    setting: Setting
    on_science: bool
    sciences: tuple[int, ...]
    skies: tuple[int, ...]
    bare_skies: tuple[int, ...] = ()
    count: int | None = None


def leakage_of(observation: Observation) -> Leakage:
    """Return the leakage calibrations of an observation."""
    known = observation.worked_out
    if "leakage" not in known:
        known["leakage"] = _leakage(observation)
    found: Leakage = known["leakage"]
    return found


def _leakage(observation: Observation) -> Leakage:
    mode = mode_of(observation)
    counts: dict[Setting, int | None] = {}
    unclear = mode is not None and mode.is_unclear(observation, False)
    tiles = observation.mosaic.tiles
    for _, setting, positions in mode.leakcals(observation) if mode is not None else ():
        if setting is None:
            unclear = True
            continue
        own = None if positions is None or tiles is None else positions * tiles
        before = counts.get(setting, 0)
        counts[setting] = None if own is None or before is None else before + own
    taken = frozenset(ramp.setting for ramp in ramps_of((observation,)))
    return Leakage(taken=taken, calibrations=counts, unclear=unclear)


def uncorrected(graph: Graph) -> Mapping[int | None, set[Setting]]:
    """Return {target: the settings of its leakage calibrations that correct nothing}."""
    found: dict[int | None, set[Setting]] = defaultdict(set)
    for observation in graph.live:
        if lost := lost_by(observation, graph):
            found[observation.target_number] |= lost
    return found


def lost_by(observation: Observation, graph: Graph) -> frozenset[Setting]:
    """Return the settings in which an observation has calibrations that correct nothing.

    Those of a background enter the products of the science that it is linked with, even those it
    takes without exposures of its own.
    """
    unmatched = leakage_of(observation).unmatched
    if not unmatched:
        return unmatched
    bonds = graph.declared.bonds_to(observation) if graph.is_sky(observation) else ()
    served = (science for bond in bonds if bond.held for science in bond.sciences)
    return unmatched.difference(ramp.setting for ramp in ramps_of(served))


def one_sided(
    background: Background, elsewhere: Mapping[int | None, set[Setting]]
) -> Iterator[OneSided]:
    """Yield where one side of a background has leakage calibrations and the other none.

    Only settings that both sides take count: those in which the science has calibrations and a sky
    has none, and those in which a sky has them and the science has none. A setting is left out
    where the side without them has calibrations that correct nothing, ``elsewhere``: that is a
    fault of its own. What cannot be read may be a calibration, so an unclear side is not said to
    have none.
    """
    bare, held = _parted(background.skies, elsewhere)
    lacking, having = _parted([one.observation for one in background.sciences], elsewhere)
    for setting in sorted(having.keys() & bare.keys()):
        sciences, skies = tuple(having[setting]), tuple(bare[setting])
        yield OneSided(setting=setting, on_science=True, sciences=sciences, skies=skies)
    counts = _counts([leakage_of(sky) for sky in background.skies])
    for setting in sorted(lacking.keys() & held.keys()):
        yield OneSided(
            setting=setting,
            on_science=False,
            sciences=tuple(lacking[setting]),
            skies=tuple(held[setting]),
            bare_skies=tuple(bare.get(setting, ())),
            count=counts[setting],
        )


def _parted(
    observations: Iterable[Observation], elsewhere: Mapping[int | None, set[Setting]]
) -> tuple[dict[Setting, list[int]], dict[Setting, list[int]]]:
    """Return {setting: the observations without calibrations}, and the same for those with them."""
    without: dict[Setting, list[int]] = defaultdict(list)
    with_them: dict[Setting, list[int]] = defaultdict(list)
    for observation in observations:
        own = leakage_of(observation)
        for setting in own.corrected:
            with_them[setting].append(observation.number)
        if not own.unclear:
            stray = elsewhere.get(observation.target_number, set())
            for setting in own.taken - own.corrected - stray:
                without[setting].append(observation.number)
    return without, with_them


def _counts(skies: Collection[Leakage]) -> dict[Setting, int | None]:
    """Return how many calibrations the skies have together, in each setting that they correct."""
    found: dict[Setting, int | None] = {}
    unclear = any(own.unclear for own in skies)
    for own in skies:
        for setting in own.corrected:
            before, more = found.get(setting, 0), own.calibrations[setting]
            known = before is not None and more is not None and not unclear
            found[setting] = (before or 0) + (more or 0) if known else None
    return found
