"""The columns of a finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from aptcheck.finding import Angles, Evidence, Finding, Fixable, Severity, SourceReference
from aptcheck.report.archive.column import ArchiveColumn, Value
from aptcheck.report.evidence_numbers import as_number, as_words, width

__all__ = ["OF_FINDING"]

_Column = ArchiveColumn[Finding]
_DIGITS = 6  # of degrees, as in a written report


def _evidence(value: Callable[[Evidence], Value]) -> Callable[[Finding], Value]:
    return lambda one: value(one.evidence) if one.evidence is not None else None


def _angles(value: Callable[[Angles], tuple[tuple[float, float], ...]]) -> Callable[..., Value]:
    def rounded(one: Finding) -> float | None:
        return round(width(value(one.angles)), _DIGITS) if one.angles is not None else None

    return rounded


def _source(value: Callable[[SourceReference], Value]) -> Callable[[Finding], Value]:
    return lambda one: value(one.source) if one.source is not None else None


OF_FINDING: tuple[_Column, ...] = (
    _Column(
        name="code",
        kind="text",
        meaning="the rule's code",
        value=lambda one: one.code,
        filled=True,
    ),
    _Column(
        name="name", kind="text", meaning="the rule's name", value=lambda one: one.name, filled=True
    ),
    _Column(
        name="severity",
        kind="text",
        meaning="how bad it is",
        value=lambda one: one.severity.value,
        filled=True,
        choices=tuple(severity.value for severity in Severity),
    ),
    _Column(
        name="counts",
        kind="boolean",
        meaning="whether the verdict counts it: neither suppressed nor in the baseline",
        value=lambda one: one.counts,
        filled=True,
    ),
    _Column(
        name="message",
        kind="text",
        meaning="what is wrong",
        value=lambda one: one.message,
        filled=True,
    ),
    _Column(
        name="fix",
        kind="text",
        meaning="what to change in APT",
        value=lambda one: one.fix,
        filled=True,
    ),
    _Column(
        name="fixable",
        kind="text",
        meaning="whether `aptcheck fix` can make the change",
        value=lambda one: one.fixable,
        choices=get_args(Fixable),
    ),
    _Column(
        name="observation",
        kind="integer",
        meaning="the observation, on a pair the background; empty if it is about the proposal",
        value=lambda one: one.observation,
    ),
    _Column(
        name="related_observations",
        kind="integers",
        meaning="the other observations that it is about, on a pair the science",
        value=lambda one: list(one.related_observations),
        filled=True,
    ),
    _Column(name="target", kind="text", meaning="the target", value=lambda one: one.target),
    _Column(
        name="trail",
        kind="text",
        meaning="where it is in APT",
        value=lambda one: one.location.trail,
        filled=True,
    ),
    _Column(
        name="line",
        kind="integer",
        meaning="the line of the XML",
        value=lambda one: one.location.line,
    ),
    _Column(
        name="measured_number",
        kind="number",
        meaning="what was measured, in `unit`, if it is a number",
        value=_evidence(lambda one: as_number(one.measured)),
    ),
    _Column(
        name="measured_text",
        kind="text",
        meaning="what was measured, if it is words",
        value=_evidence(lambda one: as_words(one.measured)),
    ),
    _Column(
        name="limit_number",
        kind="number",
        meaning="what it is compared with, in `unit`, if it is a number",
        value=_evidence(lambda one: as_number(one.limit)),
    ),
    _Column(
        name="limit_text",
        kind="text",
        meaning="what it is compared with, if it is words",
        value=_evidence(lambda one: as_words(one.limit)),
    ),
    _Column(
        name="unit",
        kind="text",
        meaning="the unit of both numbers",
        value=_evidence(lambda one: one.unit),
    ),
    _Column(
        name="allowed_deg",
        kind="number",
        meaning="the width of the allowed position angles, degrees",
        value=_angles(lambda one: one.allowed),
    ),
    _Column(
        name="avoid_deg",
        kind="number",
        meaning="the width of those to avoid, degrees",
        value=_angles(lambda one: one.avoid),
    ),
    _Column(
        name="clean_deg",
        kind="number",
        meaning="the width of the others, degrees",
        value=_angles(lambda one: one.clean),
    ),
    _Column(
        name="source",
        kind="text",
        meaning="the designation of the catalogue source",
        value=_source(lambda one: one.designation),
    ),
    _Column(
        name="source_ra_deg",
        kind="number",
        meaning="its right ascension, ICRS, degrees",
        value=_source(lambda one: one.ra_deg),
    ),
    _Column(
        name="source_dec_deg",
        kind="number",
        meaning="its declination, ICRS, degrees",
        value=_source(lambda one: one.dec_deg),
    ),
    _Column(
        name="fingerprint",
        kind="text",
        meaning="what stays the same when lines move; as in a baseline",
        value=lambda one: one.fingerprint,
        filled=True,
    ),
    _Column(
        name="suppressed",
        kind="text",
        meaning="the reason why it is suppressed; empty if it is not",
        value=lambda one: one.suppressed.reason if one.suppressed is not None else None,
    ),
    _Column(
        name="baselined",
        kind="boolean",
        meaning="whether it is in the baseline",
        value=lambda one: one.baselined,
        filled=True,
    ),
)
