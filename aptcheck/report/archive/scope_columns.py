"""The columns of how much of a proposal was checked."""

from __future__ import annotations

from typing import get_args

from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.results import Deselection, Scope

__all__ = ["OF_SCOPE"]

_Column = ArchiveColumn[Scope]

OF_SCOPE: tuple[_Column, ...] = (
    _Column(
        name="observations",
        kind="integer",
        meaning="observations of a mode that aptcheck judges",
        value=lambda one: one.observations,
        filled=True,
    ),
    _Column(
        name="pairs",
        kind="integer",
        meaning="pairs of a science and a background observation; beyond 2,000 not all are rows",
        value=lambda one: one.pairs,
        filled=True,
    ),
    _Column(
        name="fields",
        kind="integer",
        meaning="background fields",
        value=lambda one: one.fields,
        filled=True,
    ),
    _Column(
        name="fields_left_out",
        kind="integer",
        meaning="those of them of modes in which no sources are looked for",
        value=lambda one: one.fields_left_out,
        filled=True,
    ),
    _Column(
        name="fields_checked",
        kind="integer",
        meaning="background fields about which every catalogue asked answered completely",
        value=lambda one: one.fields_checked,
        filled=True,
    ),
    _Column(
        name="angles_known",
        kind="integer",
        meaning="background fields whose allowed position angles can be computed",
        value=lambda one: one.angles_known,
        filled=True,
    ),
    _Column(
        name="dates_unchecked",
        kind="integer",
        meaning="observations whose required dates or angles could not be checked",
        value=lambda one: one.dates_unchecked,
        filled=True,
    ),
    _Column(
        name="science_fields",
        kind="integer",
        meaning="science fields to look for sources in, if that is asked for",
        value=lambda one: one.science_fields,
        filled=True,
    ),
    _Column(
        name="science_fields_checked",
        kind="integer",
        meaning="those of them about which every catalogue asked answered completely",
        value=lambda one: one.science_fields_checked,
        filled=True,
    ),
    _Column(
        name="catalogue_asked",
        kind="boolean",
        meaning="whether any catalogue was asked about the proposal",
        value=lambda one: one.catalogue_asked,
        filled=True,
    ),
    _Column(
        name="deselected_by",
        kind="text",
        meaning="what left rules out; empty if all ran",
        value=lambda one: one.deselected_by,
        choices=get_args(Deselection),
    ),
    _Column(
        name="lowered",
        kind="integer",
        meaning="rules with a finding that a configured severity made milder",
        value=lambda one: len(one.lowered),
        filled=True,
    ),
    _Column(
        name="softened",
        kind="integer",
        meaning="errors that the draft profile shows as warnings",
        value=lambda one: one.softened,
        filled=True,
    ),
    _Column(
        name="executed",
        kind="integer",
        meaning="findings that are only infos because every visit concerned has been executed",
        value=lambda one: one.executed,
        filled=True,
    ),
)
