"""What a report and its parts are in one short line, for a prompt: ``<Report FAIL: ...>``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from aptcheck.correction import Correction, Fixed, Left
from aptcheck.finding import Finding
from aptcheck.mode_names import EMPTY_FIELDS, MODE_WORDS
from aptcheck.report.html.obstacles import Prospect
from aptcheck.report.reservations import has_reservations
from aptcheck.report.verdict_words import STAMPS, named, worst
from aptcheck.report.visible import shortened
from aptcheck.report.words import counts, yes_no
from aptcheck.results import ExposureMatch, Pair, ProposalReport, Report, SkyField
from aptcheck.suggestions import SkySearch, Suggestions
from aptcheck.wording import agree, count

__all__ = [
    "correction_line",
    "field_line",
    "file_name",
    "finding_line",
    "fixed_line",
    "left_line",
    "observation_line",
    "pair_line",
    "picture_heading",
    "proposal_line",
    "report_line",
    "search_line",
    "settings_of",
    "stamp",
    "suggestions_line",
]

#: Characters of a name, and of a message.
_NAME, _MESSAGE = 60, 100


def report_line(report: Report) -> str:
    """Return the verdict, the counts and how many proposals, or which one."""
    if len(report.proposals) == 1:
        whose = file_name(report.proposals[0])
    else:
        whose = count(report.proposals, "proposal")
    return f"{stamp(report.proposals)}: {counts(report.summary)} in {whose}"


def picture_heading(field: SkyField, v3pa: float, aperture_pa: float) -> str:
    """Return whose field it is, and the angle in both frames."""
    target = shortened(field.target, _NAME)
    angles = f"V3PA {v3pa:.1f}° (aperture PA {aperture_pa:.1f}°)"
    return f"Observation {field.observation}, {target}: {angles}"


def proposal_line(proposal: ProposalReport) -> str:
    """Return the file, the verdict, the counts and how many pairs."""
    counted = counts(Report(proposals=(proposal,)).summary)
    pairs = count(proposal.scope.pairs, "pair")
    return f"{file_name(proposal)} {stamp((proposal,))}: {counted}, {pairs}"


def finding_line(finding: Finding) -> str:
    """Return severity, code, name, observation and the beginning of the message."""
    place = "proposal" if finding.observation is None else f"observation {finding.observation}"
    aside = "" if finding.counts else "suppressed " if finding.suppressed else "baselined "
    head = f"{aside}{finding.severity.value} {finding.code} {finding.name}, {place}"
    return f"{head}: {shortened(finding.message, _MESSAGE)}"


def pair_line(pair: Pair) -> str:
    """Return both observations, the mode, the link and whether all exposures match."""
    differ = sum(not exposed.match for exposed in settings_of(pair))
    match = f"{count(differ, 'setting')} {agree(differ, 'differs', 'differ')}" if differ else ""
    parts = (
        f"science {pair.science_observation}, background {pair.background_observation}",
        MODE_WORDS[pair.mode],
        yes_no(pair),
        match,
    )
    return ", ".join(filter(None, parts))


def settings_of(pair: Pair) -> tuple[ExposureMatch, ...]:
    """Return the settings of a pair by itself.

    Outside the MRS a setting of one side may be matched in another pair, so it is not shown here.
    """
    return tuple(
        one
        for one in pair.exposures
        if pair.mode == "miri-mrs" or (one.science_groups and one.background_groups)
    )


def field_line(field: SkyField, prospect: Prospect | None) -> str:
    """Return the observation, its target and what is known of its angles."""
    target = shortened(field.target, _NAME)
    return f"observation {field.observation}, {target}: {_angles_left(field, prospect)}"


def observation_line(
    number: int, findings: Sequence[Finding], pairs: Sequence[Pair], fields: Sequence[SkyField]
) -> str:
    """Return the number of an observation, and how much the report has about it."""
    parts = (count(findings, "finding"), count(pairs, "pair"), count(fields, "field"))
    return f"{number}: {', '.join(parts)}"


def suggestions_line(found: Suggestions) -> str:
    """Return how many positions for how many targets, and what was not checked."""
    places = sum(len(search.suggestions) for search in found.targets)
    unchecked = sum(search.status == "not-checked" for search in found.targets)
    said = f"{count(places, 'position')} for {count(found.targets, 'target')}"
    return f"{said}, {unchecked} not checked" if unchecked else said


def search_line(search: SkySearch) -> str:
    """Return the target, the status, and the best position."""
    said = f"{shortened(search.target, _NAME) or 'a position'}: {search.status}"
    places = count(search.suggestions, "position")
    return f"{said}, {places}, best {search.suggestions[0].apt}" if search.suggestions else said


def correction_line(found: Correction) -> str:
    """Return the file, how much is fixed and how much is left."""
    name = shortened(PurePath(found.path).name, _NAME)
    left = len(found.left) + found.without_remedy
    return f"{name}: {count(found.fixed, 'finding')} fixed, {left} left to you"


def fixed_line(one: Fixed) -> str:
    """Return a finding and what fixes it."""
    return f"{named(one.finding)}: {shortened('; '.join(one.changes), _MESSAGE)}"


def left_line(one: Left) -> str:
    """Return a finding and why it is left."""
    return f"{named(one.finding)}: {shortened(one.reason, _MESSAGE)}"


def stamp(proposals: Sequence[ProposalReport]) -> str:
    """Return the verdict of one proposal or several; a pass says if not all was checked."""
    verdict = worst(proposals)
    partial = verdict == "pass" and has_reservations(proposals)
    return f"{STAMPS[verdict]} (not all checked)" if partial else STAMPS[verdict]


def file_name(proposal: ProposalReport) -> str:
    """Return the name of the file, without its folder."""
    return shortened(PurePath(proposal.path).name or proposal.path, _NAME)


def _angles_left(field: SkyField, prospect: Prospect | None) -> str:
    """Return how many of a field's allowed angles remain, or what is not known of it."""
    if field.undrawn is not None or prospect is None:
        return "no picture"
    if prospect.allowed.is_empty:
        return "no angle is allowed"
    if prospect.left.is_empty:
        return "no clean angle"
    if not prospect.avoid.is_empty:
        return f"{prospect.share_words} of the allowed angles remain"
    if prospect.checked:
        return "nothing to avoid"
    return "not checked for sources" if field.mode in EMPTY_FIELDS else "not checked"
