"""The ramps of a pair, as few as tell them all."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.report.words import numbers
from aptcheck.results import ExposureMatch, Pair

__all__ = ["Ramp", "ramps"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Ramp:
    """Ngroups of science and background in one grating, on one detector or on both."""

    letter: str
    arm: str
    spoken: str
    science: str
    background: str
    match: bool


def ramps(pair: Pair) -> tuple[Ramp, ...]:
    """Return one ramp for each grating, two where its detectors differ."""
    gratings: dict[str, list[ExposureMatch]] = {}
    for answer in pair.exposures:
        gratings.setdefault(answer.wavelength, []).append(answer)
    return tuple(
        ramp
        for answers in gratings.values()
        for ramp in (
            [_ramp(answers[0], "")] if _alike(answers) else [_ramp(a, a.detector) for a in answers]
        )
    )


def _alike(answers: list[ExposureMatch]) -> bool:
    """Whether both detectors are there and read out in the same way."""
    return len(answers) > 1 and len({_numbers(answer) for answer in answers}) == 1


def _numbers(answer: ExposureMatch) -> tuple[str, str, bool]:
    return numbers(answer.science_groups), numbers(answer.background_groups), answer.match


def _ramp(answer: ExposureMatch, detector: str) -> Ramp:
    science, background, match = _numbers(answer)
    if not match and science == background:
        background = f"{background} in another readout or subarray"
    return Ramp(
        letter=answer.wavelength[:1],
        arm=detector[:1].lower(),
        spoken=f"{answer.wavelength} grating, "
        + (f"{detector} detector" if detector else "both detectors"),
        science=science,
        background=background,
        match=match,
    )
