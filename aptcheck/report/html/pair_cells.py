"""What a pair exposes, in as few cells as tell it all."""

from __future__ import annotations

from dataclasses import dataclass

from aptcheck.report.words import numbers
from aptcheck.results import ExposureMatch, Pair

__all__ = ["Cell", "cells"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Ngroups of science and background in one grating, on one detector or on both."""

    letter: str
    arm: str
    spoken: str
    science: str
    background: str
    match: bool


def cells(pair: Pair) -> tuple[Cell, ...]:
    """Return one cell for each grating, two where its detectors differ."""
    gratings: dict[str, list[ExposureMatch]] = {}
    for exposed in pair.exposures:
        gratings.setdefault(exposed.wavelength, []).append(exposed)
    return tuple(
        cell
        for matches in gratings.values()
        for cell in (
            [_cell(matches[0], "")] if _alike(matches) else [_cell(a, a.detector) for a in matches]
        )
    )


def _alike(matches: list[ExposureMatch]) -> bool:
    """Whether both detectors are there and read out in the same way."""
    return len(matches) > 1 and len({_numbers(exposed) for exposed in matches}) == 1


def _numbers(exposed: ExposureMatch) -> tuple[str, str, bool]:
    return numbers(exposed.science_groups), numbers(exposed.background_groups), exposed.match


def _cell(exposed: ExposureMatch, detector: str) -> Cell:
    science, background, match = _numbers(exposed)
    if not match and science == background:
        background = f"{background} in another readout or subarray"
    return Cell(
        letter=exposed.wavelength[:1],
        arm=detector[:1].lower(),
        spoken=f"{exposed.wavelength} grating, "
        + (f"{detector} detector" if detector else "both detectors"),
        science=science,
        background=background,
        match=match,
    )
