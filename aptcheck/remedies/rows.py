"""Exposures with one ramp that a background lacks, copied from the science."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from aptcheck.edit import AddCopy, Remedy, Unwritten
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.readouts import renamed_readouts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from aptcheck.edit import Edit
    from aptcheck.model import Observation, Proposal
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["with_rows"]

_ONE: Final = (
    "No public file has more than one {} in one observation of {}: add it in APT, or add another "
    "background observation."
)


def with_rows(
    proposal: Proposal,
    mode: Mode,
    sky: Observation,
    sciences: Iterable[Observation],
    missing: Iterable[Setting],
) -> Remedy | Unwritten | None:
    """Return the remedy that gives a background the science exposures of some settings.

    They come from the first science that uses each, after the last exposure of the background. None
    if the background has no exposure to copy after, or has another subarray or slit than the
    science.
    """
    if not mode.lists_several:
        return Unwritten(_ONE.format(mode.element_word, mode.called))
    form, own = mode.template(sky), tuple(ramps_of([sky]))
    if form is None or not own:
        return None
    last = form.exposures[-1].place.element
    dither = _dither(mode, own)
    taken = tuple(ramps_of(sciences))
    edits: list[Edit | None] = []
    for element in missing:
        fitting = [
            ramp
            for ramp in taken
            if mode.element(ramp.setting) == element
            and _of_form(mode, ramp) == _of_form(mode, own[0])
        ]
        if not fitting:
            return None
        for ramp in fitting:
            part = ramp.exposure.place.element
            if ramp.observation.number != fitting[0].observation.number:
                continue
            fields: dict[str, str | None] = {**dither}
            fields |= renamed_readouts(proposal, ramp.exposure)
            copy = (
                None if part is None or last is None else AddCopy(part, last, tuple(fields.items()))
            )
            edits.append(copy)
    return Remedy.of("unsafe", edits)


def _of_form(mode: Mode, ramp: Ramp) -> tuple[Hashable, ...]:
    """Return what the form sets for all its exposures: the subarray, and the slit."""
    parts = zip(mode.keys, ramp.setting, strict=True)
    return ramp.apart, *(part for key, part in parts if not hasattr(ramp.exposure, key))


def _dither(mode: Mode, own: Iterable[Ramp]) -> dict[str, str | None]:
    """Return the field by which most exposures of the background choose a dither of its form.

    If a form has one dither for all, a copy keeps the Dither checkbox of the science, whose pattern
    it should have.
    """
    if mode.dither_text is None:
        return {}
    ((text, _),) = Counter(mode.dither_text(ramp.exposure) for ramp in own).most_common(1)
    return {"Dither": text}
