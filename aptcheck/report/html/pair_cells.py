"""What a pair exposes, in as few cells as possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aptcheck.report.pair_settings import difference_words
from aptcheck.report.words import numbers
from aptcheck.results import ExposureMatch

__all__ = ["Cell", "cells"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """Ngroups of science and background in one setting; for the MRS on one detector or on both.

    ``difference`` says what differs where the two do not match, empty where they do.
    """

    letter: str
    arm: str
    spoken: str
    science: str
    difference: str

    @property
    def match(self) -> bool:
        """Whether background and science match."""
        return not self.difference


def cells(settings: Iterable[ExposureMatch]) -> tuple[Cell, ...]:
    """Return one cell per setting; per MRS grating one, or two where the detectors differ."""
    elements: dict[str, list[ExposureMatch]] = {}
    for exposed in settings:
        elements.setdefault(exposed.wavelength or exposed.setting, []).append(exposed)
    return tuple(
        cell
        for matches in elements.values()
        for cell in (
            [_cell(matches[0], "")]
            if _alike(matches)
            else [_cell(a, a.detector or "") for a in matches]
        )
    )


def _alike(matches: list[ExposureMatch]) -> bool:
    """Whether both detectors are used and read out in the same way."""
    return len(matches) > 1 and len({_numbers(exposed) for exposed in matches}) == 1


def _numbers(exposed: ExposureMatch) -> tuple[str, str, bool]:
    return numbers(exposed.science_groups), numbers(exposed.background_groups), exposed.match


def _cell(exposed: ExposureMatch, detector: str) -> Cell:
    science, background, match = _numbers(exposed)
    differs = f"≠ {background}" if science != background else difference_words(exposed).strip()
    return Cell(
        letter=exposed.wavelength[:1] if exposed.wavelength else exposed.setting,
        arm=detector[:1].lower(),
        spoken=_spoken(exposed, detector),
        science=science,
        difference="" if match else differs,
    )


def _spoken(exposed: ExposureMatch, detector: str) -> str:
    if exposed.wavelength is None:
        return exposed.setting
    arms = f"{detector} detector" if detector else "both detectors"
    return f"{exposed.wavelength} grating, {arms}"
