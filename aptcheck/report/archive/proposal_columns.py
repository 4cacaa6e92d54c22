"""The columns that every row has, and those of a proposal and its findings."""

from __future__ import annotations

from typing import get_args

from aptcheck.report.archive.column import ArchiveColumn
from aptcheck.results import Outcome, ProposalReport, Summary, Verdict
from aptcheck.version import __version__

__all__ = ["COMMON", "OF_PROPOSAL", "OF_SUMMARY"]

_Column = ArchiveColumn[ProposalReport]
_Count = ArchiveColumn[Summary]

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
        name="rules_not_checked",
        kind="integer",
        meaning="rules that were not checked, or not on every subject",
        value=lambda one: [line.outcome for line in one.coverage].count(Outcome.NOT_CHECKED),
        filled=True,
    ),
)

OF_SUMMARY: tuple[_Count, ...] = (
    _Count(
        name="errors",
        kind="integer",
        meaning="findings that count, of severity error",
        value=lambda one: one.errors,
        filled=True,
    ),
    _Count(
        name="warnings",
        kind="integer",
        meaning="the same of severity warning",
        value=lambda one: one.warnings,
        filled=True,
    ),
    _Count(
        name="infos",
        kind="integer",
        meaning="the same of severity info",
        value=lambda one: one.infos,
        filled=True,
    ),
    _Count(
        name="suppressed_findings",
        kind="integer",
        meaning="findings that the configuration suppresses",
        value=lambda one: one.suppressed,
        filled=True,
    ),
    _Count(
        name="baselined_findings",
        kind="integer",
        meaning="further findings that are in the baseline",
        value=lambda one: one.baselined,
        filled=True,
    ),
)
