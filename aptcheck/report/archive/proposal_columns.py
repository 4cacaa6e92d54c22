"""The columns that every row has, and those of a proposal."""

from __future__ import annotations

from typing import get_args

from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.results import Deselection, Outcome, ProposalReport, Summary, Verdict
from aptcheck.version import __version__

__all__ = ["COMMON", "OF_PROPOSAL"]

_Column = ArchiveColumn[ProposalReport]

#: What joins the rows of a proposal, and its verdict.
COMMON: tuple[_Column, ...] = (
    _Column(
        name="path",
        kind="text",
        meaning="the file, as it was found",
        value=lambda one: one.path,
        filled=True,
    ),
    _Column(
        name="program",
        kind="text",
        meaning="the programme's number; empty for a draft without one",
        value=lambda one: one.program,
    ),
    _Column(name="cycle", kind="integer", meaning="the cycle", value=lambda one: one.cycle),
    _Column(
        name="sha256",
        kind="text",
        meaning="the checksum of the file, hexadecimal; empty if it could not be judged",
        value=lambda one: one.provenance.sha256 if one.provenance is not None else None,
    ),
    _Column(
        name="verdict",
        kind="text",
        meaning="the verdict on the proposal",
        value=lambda one: one.verdict,
        filled=True,
        choices=get_args(Verdict),
    ),
)

OF_PROPOSAL: tuple[_Column, ...] = (
    _Column(
        name="reached",
        kind="boolean",
        meaning="false if the run was interrupted before the proposal was judged",
        value=lambda one: one.reached,
        filled=True,
    ),
    _Column(name="title", kind="text", meaning="the title", value=lambda one: one.title),
    _Column(
        name="apt_version",
        kind="text",
        meaning="the version of APT that wrote the file",
        value=lambda one: one.apt_version,
    ),
    _Column(
        name="schema_version",
        kind="integer",
        meaning="the version of APT's file format",
        value=lambda one: one.schema_version,
    ),
    _Column(
        name="aptcheck_version",
        kind="text",
        meaning="the version of aptcheck that wrote the row",
        value=lambda _: __version__,
        filled=True,
    ),
    _Column(
        name="configuration",
        kind="text",
        meaning="the configuration file that governs it; empty for the defaults",
        value=lambda one: one.configuration,
    ),
    _Column(
        name="checked",
        kind="text",
        meaning="the day of the check, an ISO date (UTC)",
        value=lambda one: one.provenance.checked if one.provenance is not None else None,
    ),
    _Column(
        name="errors",
        kind="integer",
        meaning="findings that count, of severity error",
        value=lambda one: Summary.of(one).errors,
        filled=True,
    ),
    _Column(
        name="warnings",
        kind="integer",
        meaning="the same of severity warning",
        value=lambda one: Summary.of(one).warnings,
        filled=True,
    ),
    _Column(
        name="infos",
        kind="integer",
        meaning="the same of severity info",
        value=lambda one: Summary.of(one).infos,
        filled=True,
    ),
    _Column(
        name="suppressed_findings",
        kind="integer",
        meaning="findings that the configuration suppresses",
        value=lambda one: Summary.of(one).suppressed,
        filled=True,
    ),
    _Column(
        name="baselined_findings",
        kind="integer",
        meaning="further findings that are in the baseline",
        value=lambda one: Summary.of(one).baselined,
        filled=True,
    ),
    _Column(
        name="rules_not_checked",
        kind="integer",
        meaning="rules that were not checked, or not on every subject",
        value=lambda one: sum(line.outcome is Outcome.NOT_CHECKED for line in one.coverage),
        filled=True,
    ),
    _Column(
        name="observations",
        kind="integer",
        meaning="observations of a mode that aptcheck judges",
        value=lambda one: one.scope.observations,
        filled=True,
    ),
    _Column(
        name="pairs",
        kind="integer",
        meaning="pairs of a science and a background observation; beyond 2,000 not all are rows",
        value=lambda one: one.scope.pairs,
        filled=True,
    ),
    _Column(
        name="fields",
        kind="integer",
        meaning="background fields",
        value=lambda one: one.scope.fields,
        filled=True,
    ),
    _Column(
        name="fields_left_out",
        kind="integer",
        meaning="those of them of modes in which no sources are looked for",
        value=lambda one: one.scope.fields_left_out,
        filled=True,
    ),
    _Column(
        name="fields_checked",
        kind="integer",
        meaning="background fields about which every catalogue asked answered completely",
        value=lambda one: one.scope.fields_checked,
        filled=True,
    ),
    _Column(
        name="angles_known",
        kind="integer",
        meaning="background fields whose allowed position angles can be computed",
        value=lambda one: one.scope.angles_known,
        filled=True,
    ),
    _Column(
        name="dates_unchecked",
        kind="integer",
        meaning="observations whose required dates or angles could not be checked",
        value=lambda one: one.scope.dates_unchecked,
        filled=True,
    ),
    _Column(
        name="science_fields",
        kind="integer",
        meaning="science fields to look for sources in, if that is asked for",
        value=lambda one: one.scope.science_fields,
        filled=True,
    ),
    _Column(
        name="science_fields_checked",
        kind="integer",
        meaning="those of them about which every catalogue asked answered completely",
        value=lambda one: one.scope.science_fields_checked,
        filled=True,
    ),
    _Column(
        name="catalogue_asked",
        kind="boolean",
        meaning="whether any catalogue was asked about the proposal",
        value=lambda one: one.scope.catalogue_asked,
        filled=True,
    ),
    _Column(
        name="deselected_by",
        kind="text",
        meaning="what left rules out; empty if all ran",
        value=lambda one: one.scope.deselected_by,
        choices=get_args(Deselection),
    ),
    _Column(
        name="lowered",
        kind="integer",
        meaning="rules with a finding that a configured severity made milder",
        value=lambda one: len(one.scope.lowered),
        filled=True,
    ),
    _Column(
        name="softened",
        kind="integer",
        meaning="errors that the draft profile shows as warnings",
        value=lambda one: one.scope.softened,
        filled=True,
    ),
    _Column(
        name="executed",
        kind="integer",
        meaning="findings that are only infos because every visit concerned has been executed",
        value=lambda one: one.scope.executed,
        filled=True,
    ),
)
