"""The report as the page's templates see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from urllib.parse import quote

from aptcheck.finding import Finding
from aptcheck.geometry.angles import AngleSet
from aptcheck.mode_names import EMPTY_FIELDS, LEFT_OUT, ModeName
from aptcheck.report.html.date_panels import HEIGHT, Panel, panels
from aptcheck.report.html.dial import Dial, dial
from aptcheck.report.html.obstacles import Prospect, prospect
from aptcheck.report.html.pointers import distance_of
from aptcheck.report.html.rule_pages import RulePage, rule_pages
from aptcheck.report.html.sky_picture import (
    MOST_NUMBERED,
    SkyPicture,
    locator,
    numbered,
    sky_picture,
)
from aptcheck.report.pair_settings import settings_shown
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.rounding import Intervals, written
from aptcheck.report.verdict_words import worst
from aptcheck.report.visible import one_line, shortened
from aptcheck.report.words import fields_left_out_words, is_mrs_alone
from aptcheck.results import (
    Coverage,
    ExposureMatch,
    Outcome,
    Pair,
    ProposalReport,
    Report,
    SkyField,
    SkyPlace,
    SkySource,
    Verdict,
)
from aptcheck.wording import agree, count

__all__ = ["FieldView", "Group", "Page", "ProposalView", "page"]

#: Findings, fields and proposals shown unfolded; beyond these the reader unfolds them.
_FINDINGS_OPEN = 60
_FIELDS_OPEN = 3
_PROPOSALS_OPEN = 5
#: What one page can hold: a picture takes about 15 kB, a pair 0.5 kB.
_MOST_FIELDS = 120
_MOST_PAIRS = 500


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One background field: its pictures and what the script needs to turn it."""

    key: str
    field: SkyField
    opened: bool
    prospect: Prospect
    picture: SkyPicture
    wide: SkyPicture | None
    dial: Dial
    panels: tuple[Panel, ...]
    sources: tuple[tuple[int, SkySource], ...]
    more_sources: int
    angle: float
    state: str
    sentence: str
    position: str
    origin: str
    aladin: str

    def level(self, panel: Panel) -> float | None:
        """Return the height of the first angle in a panel, None where it is not in it."""
        for turn in (0.0, -720.0, -360.0, 360.0, 720.0):
            if panel.low <= self.angle + turn <= panel.high:
                return HEIGHT * (panel.high - self.angle - turn) / (panel.high - panel.low)
        return None

    @property
    def crowded(self) -> bool:
        """Whether the field always has sources, so that only what brightens all of it counts."""
        return self.field.mode not in EMPTY_FIELDS

    @property
    def left(self) -> str:
        """What the remaining angles are, in a word or two."""
        if not self.prospect.checked:
            return f"allowed, not checked{'' if self.crowded else ' for sources'}"
        return "nothing brightens the field" if self.crowded else "clean"

    @property
    def pad(self) -> str:
        """How far the outlines may be off, arcsec; nothing where they are known."""
        pad = max((footprint.pad for footprint in self.field.footprints), default=0.0)
        return f"{pad:.2g}" if pad > 0.0 else ""

    @property
    def aperture_pa(self) -> float:
        """The first angle as a position angle of the aperture that holds the target."""
        return round((self.angle + self.field.aperture_offset_deg) % 360.0, 3)

    def turned(self, intervals: Intervals) -> Intervals:
        """Return V3PA as position angles of that aperture; a range through 0 stays in one piece."""
        return AngleSet.of(intervals).shifted(self.field.aperture_offset_deg).arcs

    @property
    def data(self) -> dict[str, object]:
        """What the script reads: angles as the JSON report writes them."""
        return {
            "offset": self.field.aperture_offset_deg,
            "checked": self.prospect.checked,
            "clean": _clean(self.field, self.prospect),
            "unknown": _unknown(self.field),
            "allowed": self.prospect.allowed.as_json(),
            "obstacles": [
                {"label": o.label, "code": o.code, "angles": o.angles.as_json()}
                for o in self.prospect.obstacles
            ],
            "tracks": [track.samples for track in self.field.tracks],
            "sources": [
                {"label": one_line(source.designation), "angles": written(source.angles)}
                for _, source in self.sources
            ],
        }


@dataclass(frozen=True, kw_only=True)
class Group:
    """The findings of one observation, or of the proposal as a whole."""

    label: str
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> str:
        """Say "1 error, 2 warnings"."""
        counted = Counter(finding.severity.value for finding in self.findings)
        return ", ".join(
            count(counted[name], name) for name in ("error", "warning", "info") if counted[name]
        )


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """One proposal of the page."""

    key: str
    report: ProposalReport
    opened: bool
    findings_open: bool
    groups: tuple[Group, ...]
    set_aside: tuple[Finding, ...]
    pairs: tuple[Pair, ...]
    fields: tuple[FieldView, ...]
    undrawn: tuple[SkyField, ...]
    fields_left_out: int
    ledger: tuple[tuple[Outcome, tuple[Coverage, ...]], ...]

    @property
    def mrs_alone(self) -> bool:
        """Whether no pair is of another mode than the MRS."""
        return is_mrs_alone(self.pairs)

    @property
    def has_mrs_pairs(self) -> bool:
        """Whether some pair is of the MRS, whose gratings the page shortens."""
        return any(pair.mode == "miri-mrs" for pair in self.pairs)

    @cached_property
    def settings(self) -> dict[Pair, tuple[ExposureMatch, ...]]:
        """What the table shows of each pair."""
        return settings_shown(self.report.backgrounds)

    @property
    def pairs_by_mode(self) -> tuple[tuple[ModeName, tuple[Pair, ...]], ...]:
        """The pairs, those of each mode together."""
        groups = groupby(self.pairs, key=lambda pair: pair.mode)
        return tuple((mode, tuple(pairs)) for mode, pairs in groups)

    @property
    def undrawn_left_out(self) -> str:
        """Say that fields of other modes have no picture; nothing where there are none."""
        fields = fields_left_out_words([self.report.scope])
        have = agree(self.report.scope.fields_left_out, "has", "have")
        return f"{fields} {have} no picture: {LEFT_OUT}." if fields else ""

    @property
    def unchecked(self) -> int:
        """How many of the selected rules were not checked."""
        return not_checked(self.report)

    @property
    def unchecked_fields(self) -> int:
        """How many background fields no catalogue answered completely for."""
        return self.report.scope.fields - self.report.scope.fields_checked

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.report.verdict == "pass" and has_reservations([self.report])


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page."""

    report: Report
    proposals: tuple[ProposalView, ...]
    rules: tuple[RulePage, ...]

    @property
    def single(self) -> ProposalView | None:
        """The proposal of a page about one."""
        return self.proposals[0] if len(self.proposals) == 1 else None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all."""
        return worst(self.report.proposals)

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.verdict == "pass" and has_reservations(self.report.proposals)

    @property
    def rule_codes(self) -> frozenset[str]:
        """The rules whose page is on this page."""
        return frozenset(rule.code for rule in self.rules)


def page(report: Report) -> Page:
    """Return the page of a report."""
    room = _MOST_FIELDS
    few = len(report.findings) <= _FINDINGS_OPEN
    views = []
    for number, proposal in enumerate(report.proposals, start=1):
        views.append(
            _proposal(
                f"p{number}",
                proposal,
                opened=len(report.proposals) <= _PROPOSALS_OPEN,
                findings_open=few,
                room=room,
            )
        )
        room -= len(views[-1].fields)
    return Page(
        report=report,
        proposals=tuple(views),
        rules=rule_pages(finding.code for finding in report.findings),
    )


def _proposal(
    key: str, proposal: ProposalReport, *, opened: bool, findings_open: bool, room: int
) -> ProposalView:
    drawn = [field for field in proposal.fields if field.undrawn is None]
    shown = drawn[:room]
    ledger = {outcome: [c for c in proposal.coverage if c.outcome is outcome] for outcome in _ORDER}
    return ProposalView(
        key=key,
        report=proposal,
        opened=opened,
        findings_open=findings_open,
        groups=tuple(_groups(proposal.findings)),
        set_aside=tuple(finding for finding in proposal.findings if not finding.counts),
        pairs=proposal.backgrounds[:_MOST_PAIRS],
        fields=tuple(
            _field(f"{key}-f{number}", proposal, field, opened=number <= _FIELDS_OPEN)
            for number, field in enumerate(shown, start=1)
        ),
        undrawn=tuple(field for field in proposal.fields if field.undrawn is not None),
        fields_left_out=len(drawn) - len(shown),
        ledger=tuple((outcome, tuple(lines)) for outcome, lines in ledger.items() if lines),
    )


_ORDER = (Outcome.FINDING, Outcome.NOT_CHECKED, Outcome.PASSED, Outcome.NOT_APPLICABLE)


def _groups(findings: Sequence[Finding]) -> list[Group]:
    """Return the groups, those with the worst finding first."""
    together: dict[int | None, list[Finding]] = {}
    for finding in findings:
        if finding.counts:
            together.setdefault(finding.observation, []).append(finding)
    groups = [_group(number, members) for number, members in together.items()]
    return sorted(groups, key=lambda group: -group.findings[0].severity.rank)


def _group(number: int | None, members: list[Finding]) -> Group:
    targets = {one_line(finding.target) for finding in members if finding.target}
    name = f", {targets.pop()}" if number is not None and len(targets) == 1 else ""
    label = "The proposal as a whole" if number is None else f"Observation {number}{name}"
    worst_first = sorted(members, key=lambda finding: -finding.severity.rank)
    return Group(label=label, findings=tuple(worst_first))


def _field(key: str, proposal: ProposalReport, field: SkyField, *, opened: bool) -> FieldView:
    angles = prospect(proposal, field)
    close = sky_picture(field)
    sources = [(number, source) for source, number in numbered(field.sources).items()]
    angle = angles.best
    state = _state(angles)
    return FieldView(
        key=key,
        field=field,
        opened=opened,
        prospect=angles,
        picture=close,
        wide=None if close.complete else locator(field),
        dial=dial(angles, field.tracks),
        panels=panels(angles, field.tracks, field.aperture_offset_deg),
        sources=tuple(sources[:MOST_NUMBERED]),
        more_sources=max(0, len(sources) - MOST_NUMBERED),
        angle=angle,
        state=state,
        sentence=_sentence(state, field, angles),
        position=_sexagesimal(field.ra_deg or 0.0, field.dec_deg or 0.0),
        origin=_origin(field),
        aladin=_aladin(field),
    )


_SENTENCES = {
    "meets": "Something spoils the field at every allowed angle.",
    "outside": "No angle is allowed.",
}


def _sentence(state: str, field: SkyField, angles: Prospect) -> str:
    if state == "unknown":
        return _unknown(field)
    return _SENTENCES.get(state) or _clean(field, angles)


def _unknown(field: SkyField) -> str:
    what = "sources" if field.mode in EMPTY_FIELDS else "a star that brightens the whole field"
    return f"Allowed, but the field was not checked for {what}."


def _clean(field: SkyField, angles: Prospect) -> str:
    near = f"; see also what is near it ({', '.join(angles.near)})" if angles.near else ""
    if field.mode in EMPTY_FIELDS:
        return f"Clean: no source bright enough to matter is in the field or shines into it{near}."
    return f"No star brightens the whole field; fainter stars are in it, as in any image{near}."


def _state(angles: Prospect) -> str:
    """Return the state of the picture at its first angle."""
    if angles.allowed.is_empty:
        return "outside"
    if angles.left.is_empty:
        return "meets"
    return "clean" if angles.checked else "unknown"


def _origin(field: SkyField) -> str:
    """Return the science target from which the offsets of the suggestions are measured."""
    if not (field.science and field.suggested):
        return ""
    first = field.suggested[0]

    def amiss(place: SkyPlace) -> float:
        apart = distance_of(first.east - place.east, first.north - place.north)
        return abs(apart - first.offset_arcsec)

    return shortened(min(field.science, key=amiss).target, 60)


def _sexagesimal(ra: float, dec: float) -> str:
    """Return "12 34 56.789 +01 23 45.67", rounded only in its last digit."""
    milliseconds = round(ra / 15.0 * 3.6e6) % 86_400_000
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    hundredths = round(abs(dec) * 3.6e5)
    degrees, left = divmod(hundredths, 360_000)
    arcmin, left = divmod(left, 6_000)
    sign = "−" if dec < 0 else "+"
    return (
        f"{hours:02d} {minutes:02d} {rest / 1000:06.3f} "
        f"{sign}{degrees:02d} {arcmin:02d} {left / 100:05.2f}"
    )


def _aladin(field: SkyField) -> str:
    """Return the address of the field in Aladin Lite, wide enough for the science targets."""
    far = max([field.farthest, *(distance_of(p.east, p.north) for p in field.science)])
    target = quote(f"{field.ra_deg:.6f} {field.dec_deg:+.6f}")
    width = max(3.0 * far, 60.0) / 3600.0
    survey = quote("CDS/P/2MASS/color", safe="")
    return (
        f"https://aladin.cds.unistra.fr/AladinLite/?target={target}&fov={width:.4f}&survey={survey}"
    )
