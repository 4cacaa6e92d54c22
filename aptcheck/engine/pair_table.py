"""The pairs of science and background, for the table at the top of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from aptcheck.background.bond import edges_of
from aptcheck.background.grouping import grouped
from aptcheck.results import ExposureMatch, Pair

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.pairs import Pairs
    from aptcheck.finding import Finding
    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting
    from aptcheck.rules.context import Context

__all__ = ["MOST_PAIRS", "pairs"]

MOST_PAIRS: Final = 2_000
"""The most pairs listed; the largest published MRS programme has 72."""


def pairs(contexts: Iterable[Context], findings: Sequence[Finding]) -> tuple[Pair, ...]:
    """Return the pairs of each mode: declared, then suspected, by science and background number.

    If there are more than `MOST_PAIRS`, return the first of them, and as many of the others that a
    finding names.
    """
    left, named_left = MOST_PAIRS, MOST_PAIRS
    found: list[Pair] = []
    for context in contexts:
        sides = (context.graph.declared, context.graph.suspected)
        first = list(islice(chain.from_iterable(map(_in_order, sides)), left))
        if sum(side.size for side in sides) > left:
            listed = {edge.numbers for edge in first}
            named = (numbers for numbers in _named(findings, sides) if numbers not in listed)
            beyond = frozenset(islice(named, named_left))
            first += (edge for side in sides for edge in _chosen(side, beyond))
            named_left -= len(beyond)
        left = max(0, left - len(first))
        found += (_pair(edge, context) for edge in first)
    return tuple(found)


def _in_order(side: Pairs) -> Iterator[Edge]:
    for number in side.science_numbers:
        yield from edges_of(
            filter(None, (b.only(sciences={number}) for b in side.bonds_of(number)))
        )


def _named(findings: Iterable[Finding], sides: Iterable[Pairs]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the pairs that findings name."""
    for finding in findings:
        each = finding.evidence.each if finding.evidence is not None else ()
        for one in each or (finding,):
            if (sky := one.observation) is None:
                continue
            for side in sides:
                beside = {*one.related_observations}.intersection(side.users_of(sky))
                yield from ((science, sky) for science in sorted(beside))


def _chosen(side: Pairs, numbers: Set[tuple[int, int]]) -> Iterator[Edge]:
    for science, named in sorted(grouped(numbers, lambda pair: pair[0]).items()):
        skies = {sky for _, sky in named}
        own = (bond.only(sciences={science}, skies=skies) for bond in side.bonds_of(science))
        yield from edges_of(filter(None, own))


def _pair(edge: Edge, context: Context) -> Pair:
    distance = context.graph.separation(edge.science, edge.sky, context.schedule.year)
    science = context.graph.science(edge.science.number)
    mode = context.graph.mode
    return Pair(
        mode=mode.name,
        science_observation=edge.science.number,
        background_observation=edge.sky.number,
        declared=edge.declared,
        linked=edge.linked,
        non_interruptible=edge.non_interruptible,
        shadow=science is not None and science.uses_shadow,
        order=edge.order,
        separation_arcsec=round(distance.arcsec, 3) if distance is not None else None,
        depth_ratio=round(edge.depth_ratio, 4) if edge.depth_ratio is not None else None,
        exposures=tuple(_exposure(match, mode) for match in edge.matches),
        strategy=science.intent.strategy if science is not None else None,
    )


def _exposure(match: SettingMatch, mode: Mode) -> ExposureMatch:
    subarrays = {ramp.subarray for ramp in (*match.science, *match.sky)}
    return ExposureMatch(
        setting=_label(match.setting, mode),
        **dict(zip(mode.keys, match.setting, strict=True)),
        subarray=subarrays.pop() if len(subarrays) == 1 else None,
        science_groups=tuple(r.groups for r in match.science if r.groups is not None),
        background_groups=tuple(r.groups for r in match.sky if r.groups is not None),
        match=match.complete,
        science_readouts=_readouts(match.science),
        background_readouts=_readouts(match.sky),
    )


def _readouts(ramps: Iterable[Ramp]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ramp.readout for ramp in ramps if ramp.readout is not None))


def _label(setting: Setting, mode: Mode) -> str:
    """Return a setting in a few words; for the MRS, each grating with its detector."""
    if mode.name == "miri-mrs":
        wavelength, detector = setting
        return f"{wavelength}, {detector.lower()} detector"
    return mode.setting_names([setting])
