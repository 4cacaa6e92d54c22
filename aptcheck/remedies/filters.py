"""Background exposures with the filter of the science observation that they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import Remedy
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.parts import set_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aptcheck.edit import Edit
    from aptcheck.model import Observation
    from aptcheck.model.templates.exposure import Exposure
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = ["has_spare_exposures", "with_filters"]


def has_spare_exposures(
    missed: Mapping[Setting, Sequence[Setting]], users: Iterable[Observation]
) -> bool:
    """Whether a background's spare exposures can be changed to the settings it misses.

    ``missed`` gives for each setting missed what the background takes instead; ``users`` are all
    science observations that use it.
    """
    needed = {ramp.setting for ramp in ramps_of(users)}
    instead = [other for others in missed.values() for other in others]
    return needed.isdisjoint(instead) and len({*instead}) == len(instead) == len(missed)


def with_filters(
    mode: Mode, skies: Iterable[Observation], missed: Mapping[Setting, Sequence[Setting]]
) -> Remedy | None:
    """Return the remedy that gives exposures of some backgrounds, with leakcals, another filter.

    The last part of each setting missed goes to the exposures taken instead.
    """
    edits: list[Edit | None] = []
    wanted = {other: setting for setting, others in missed.items() for other in others}
    for sky in skies:
        for exposure, setting in _rows(mode, sky):
            if setting in wanted:
                edits.append(set_field(exposure, "Filter", wanted[setting][-1]))
    return Remedy.of("unsafe", edits)


def _rows(mode: Mode, sky: Observation) -> Iterator[tuple[Exposure, Setting | None]]:
    yield from ((ramp.exposure, ramp.setting) for ramp in ramps_of([sky]))
    yield from ((exposure, setting) for exposure, setting, _ in mode.leakcals(sky))
