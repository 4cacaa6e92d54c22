"""One sky entry, one way of exposing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aptcheck.background.graph import Graph
from aptcheck.background.ramps import Setting, ramps_of
from aptcheck.background.wording import numbered, setting_names
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict

#: {(field, setting): {value: observations that have it}}
_Values = dict[tuple[str, Setting], dict[str, list[Observation]]]


@rule("BKG110", severity=Severity.WARNING)
def background_target_reused(graph: Graph, context: Context) -> Iterator[Verdict]:
    """Observations of one sky target expose the same setting differently.

    ## What
    Two observations of one background target differ in readout pattern, Groups/Int, subarray or
    the filter of the simultaneous image for the same grating and detector arm. Gratings that are
    split over two observations are fine.

    ## Why
    The pipeline knows backgrounds by their target. Exposures of unequal kind under one target
    name are combined with each other, and each science observation gets the mixture.

    ## How to fix
    In APT duplicate the sky entry in Targets under a new name, use it for one of the two
    observations, and choose it beside the background checkbox of the science targets which that
    observation serves. Or set both observations alike.

    ## Source
    jwst issue 8313.
    """
    used = {edge.sky.target.number for edge in graph.edges if edge.sky.target is not None}
    if not used:
        yield NotApplicable("no background is declared and taken")
        return
    for number in sorted(n for n in used if n is not None):
        skies = [o for o in graph.skies if o.target is not None and o.target.number == number]
        unequal = _unequal(skies)
        if unequal:
            yield _fault(skies, unequal)


def _unequal(skies: Sequence[Observation]) -> _Values:
    """Return the fields that two observations of the same setting do not share."""
    values: dict[tuple[str, Setting], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ramp in ramps_of(skies):
        mrs = ramp.observation.mrs
        image = ramp.exposure.filter if mrs is not None and mrs.takes_images else None
        for field, value in (
            ("Readout Pattern", ramp.readout),
            ("Groups/Int", ramp.groups),
            ("Subarray", ramp.subarray),
            ("Filter", image),
        ):
            if value is not None:
                values[field, ramp.setting][ramp.observation.number].add(str(value))
    by_number = {sky.number: sky for sky in skies}
    unequal: _Values = {}
    for key, found in values.items():
        if len({frozenset(words) for words in found.values()}) > 1:
            holders: dict[str, list[Observation]] = defaultdict(list)
            for number, words in found.items():
                for word in sorted(words):
                    holders[word].append(by_number[number])
            unequal[key] = holders
    return unequal


def _fault(skies: Sequence[Observation], unequal: _Values) -> Fault:
    numbers = sorted({o.number for held in unequal.values() for os in held.values() for o in os})
    (field, _), holders = next(iter(unequal.items()))
    same = {
        setting for (name, setting), held in unequal.items() if (name, held) == (field, holders)
    }
    first = ", ".join(
        f"{excerpt(value)} in {numbered('observation', [o.number for o in held])}"
        for value, held in holders.items()
    )
    also = sorted({name for name, _ in unequal} - {field})
    if any(name == field and setting not in same for name, setting in unequal):
        also.insert(0, f"{field} of other settings")
    name = excerpt(skies[0].target.name) if skies[0].target is not None else "the sky"
    later = next(o for o in skies if o.number == numbers[-1])
    return Fault(
        message=f"{numbered('Observation', numbers)} of the background {name} differ in {field} "
        f"of {setting_names(same)}: {first}" + (f"; also in {', '.join(also)}." if also else "."),
        fix=f"In Targets duplicate {name} under a new name, use it for observation {later.number} "
        "and choose it beside the background checkbox of the science targets this observation "
        "serves; or set the exposures alike.",
        at=later,
        observation=later.number,
        related=tuple(numbers[:-1]),
    )
