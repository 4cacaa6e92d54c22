"""The columns of a pair."""

from __future__ import annotations

from aptcheck.mode_names import EVERY_MODE
from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.results import Pair

__all__ = ["OF_PAIR"]

_Column = ArchiveColumn[Pair]

OF_PAIR: tuple[_Column, ...] = (
    _Column(
        name="mode",
        kind="text",
        meaning="the mode of both observations",
        value=lambda one: one.mode,
        filled=True,
        choices=tuple(EVERY_MODE),
    ),
    _Column(
        name="science_observation",
        kind="integer",
        meaning="the science observation",
        value=lambda one: one.science_observation,
        filled=True,
    ),
    _Column(
        name="background_observation",
        kind="integer",
        meaning="the background observation",
        value=lambda one: one.background_observation,
        filled=True,
    ),
    _Column(
        name="strategy",
        kind="text",
        meaning="what the science observation does with its background: the strategy that the "
        "configuration states, else that of its mode",
        value=lambda one: one.strategy,
    ),
    _Column(
        name="declared",
        kind="boolean",
        meaning="whether the science target lists the background target",
        value=lambda one: one.declared,
        filled=True,
    ),
    _Column(
        name="linked",
        kind="boolean",
        meaning="whether a link or a target group holds both",
        value=lambda one: one.linked,
        filled=True,
    ),
    _Column(
        name="non_interruptible",
        kind="boolean",
        meaning="whether a common link is non-interruptible",
        value=lambda one: one.non_interruptible,
        filled=True,
    ),
    _Column(
        name="shadow",
        kind="boolean",
        meaning="whether the background is the same place at another time, on purpose",
        value=lambda one: one.shadow,
        filled=True,
    ),
    _Column(
        name="background_order",
        kind="text",
        meaning="when the background is taken; empty without a sequence",
        value=lambda one: one.order,
        choices=("before", "after"),
    ),
    _Column(
        name="separation_arcsec",
        kind="number",
        meaning="the distance between the two, arcseconds",
        value=lambda one: one.separation_arcsec,
    ),
    _Column(
        name="depth_ratio",
        kind="number",
        meaning="the exposure of the background over that of the science, the smallest over "
        "settings",
        value=lambda one: one.depth_ratio,
    ),
    _Column(
        name="settings_matching",
        kind="integer",
        meaning="settings in which the exposures of both match",
        value=lambda one: sum(exposure.match for exposure in one.exposures),
        filled=True,
    ),
    _Column(
        name="settings_differing",
        kind="integer",
        meaning="settings in which they do not",
        value=lambda one: sum(not exposure.match for exposure in one.exposures),
        filled=True,
    ),
)
