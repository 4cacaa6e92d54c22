"""What a check gives back: the report, its proposals, their pairs, ledger and sky fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from aptcheck.finding import Finding, Severity
from aptcheck.mode_names import ModeName

__all__ = [
    "FAILED",
    "NOTHING_TO_JUDGE",
    "NOT_SELECTED",
    "AngleTrack",
    "Coverage",
    "Deselection",
    "ExposureMatch",
    "IntentUse",
    "Outcome",
    "Pair",
    "ProposalReport",
    "Report",
    "Scope",
    "SkyField",
    "SkyFootprint",
    "SkyImage",
    "SkyPlace",
    "SkyPosition",
    "SkySource",
    "Summary",
    "Verdict",
]

#: The worst of the findings that count; without any observation to judge there is no "pass".
Verdict = Literal["pass", "warn", "fail", "not-applicable"]

#: Who left rules out: the configuration, the options of the command, or both.
Deselection = Literal["configuration", "options", "both"]

#: Reasons of the ledger for a rule that did not run: left out, or failed (what follows says how).
NOT_SELECTED = "not selected"
FAILED = "the rule failed"
#: The reason of every rule on a proposal of other modes.
NOTHING_TO_JUDGE = "no observation that aptcheck judges"


class Outcome(StrEnum):
    """How a rule ended on a proposal."""

    PASSED = "passed"
    FINDING = "finding"
    NOT_APPLICABLE = "not-applicable"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """One line of the ledger: a rule, its outcome, and why where it is not plain."""

    code: str
    outcome: Outcome
    reason: str | None = None

    @property
    def did_not_run(self) -> bool:
        """Whether the rule was left out or failed, so that nobody looked."""
        return self.outcome is Outcome.NOT_CHECKED and (self.reason or "").startswith(
            (NOT_SELECTED, FAILED)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ExposureMatch:
    """Science and background ramps of one setting of the pair's mode.

    ``setting`` says it in words. The keys of the mode tell its parts, and those of other
    modes are None: ``wavelength`` and ``detector`` of the MRS, ``filter`` of the imager and the
    LRS, ``mask`` and ``filter`` of the coronagraphs, ``grating`` and ``filter`` of NIRSpec, with
    the ``slit`` where it is a fixed one. ``subarray`` is None where its ramps do not share one.
    """

    setting: str
    wavelength: str | None = None
    detector: str | None = None
    grating: str | None = None
    filter: str | None = None
    slit: str | None = None
    mask: str | None = None
    subarray: str | None = None
    science_groups: tuple[int, ...]
    background_groups: tuple[int, ...]
    match: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A science observation and one background observation of it.

    ``shadow`` says that the background is taken at the same place at another time, on purpose.
    """

    mode: ModeName
    science_observation: int
    background_observation: int
    declared: bool
    linked: bool
    non_interruptible: bool
    shadow: bool = False
    order: str | None
    separation_arcsec: float | None
    depth_ratio: float | None
    exposures: tuple[ExposureMatch, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyFootprint:
    """One outline of the field: ``corners`` are (east, north) of the target at V3PA 0, arcsec.

    ``band`` is "1A" to "4C" for the MRS, elsewhere a filter, or grating and filter as in
    "G395M/F290LP"; ``dither`` and ``tile`` count from 1. In a mosaic too large to draw
    each band, an outline goes round all of them: then ``band`` is "all" and ``dither`` 0, and
    ``tile`` 0 where it goes round all tiles too. ``pad`` is how far the true outline may lie from
    this one, arcsec, where the dither positions are not known better.
    """

    band: str
    dither: int
    tile: int
    corners: tuple[tuple[float, float], ...]
    pad: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class SkySource:
    """A catalogue source, at (east, north) of the background target in arcsec.

    ``flux_ujy`` is predicted at ``wavelength_um``, in the band where it matters most, or is what
    the catalogue's upper limits allow there (``at_most``); ``wings_arcsec`` is from how near
    to the field its wings spoil it, position errors counted, null where they do at no allowed
    angle; ``angles`` are the allowed
    V3PA, degrees, at which it spoils the field, from inside or by its wings: exact in Python and
    rounded in a written report, as those of a finding. ``way`` is where it stands, (east, north)
    in arcsec, from the start of the window to its end, where it and the target move against each
    other.
    """

    designation: str
    east: float
    north: float
    flux_ujy: float | None = None
    wavelength_um: float | None = None
    at_most: bool = False
    wings_arcsec: float | None = None
    angles: tuple[tuple[float, float], ...] = ()
    way: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPlace:
    """A science target, at (east, north) of the background target in arcsec."""

    observation: int
    target: str
    east: float
    north: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPosition:
    """A position that no source spoils at any angle, at (east, north) of the target in arcsec.

    ``apt`` is what to type into APT; ``reach`` is the radius of the disc that the field sweeps
    there, ``margin_arcsec`` how far it could still grow; ``offset_arcsec`` and
    ``position_angle_deg`` lead to it from the first science target.
    """

    apt: str
    east: float
    north: float
    reach: float
    margin_arcsec: float
    offset_arcsec: float
    position_angle_deg: float


@dataclass(frozen=True, kw_only=True, slots=True)
class AngleTrack:
    """One window of dates: (day, lowest, highest V3PA), the day as an ISO date, hi >= lo.

    Angles are on one turn of the circle and may lie outside 0 to 360.
    """

    samples: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class SkyImage:
    """A cutout of a survey, north up and east left, centred on the background target."""

    survey: str
    side_arcsec: float
    media_type: str
    base64: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyField:
    """The field of one background observation, ready to be drawn.

    ``nearest`` and ``farthest`` are the ring that it sweeps about its target, ``radius`` half the
    width of a picture that shows it with a science target near by, all in arcsec. ``allowed``
    are V3PA in degrees, exact in Python and rounded in a written report, as those of a finding;
    which of them to avoid the findings tell. ``aperture`` holds the target, by its SIAF name: APT
    asks for its position angle, V3PA + ``aperture_offset_deg``. ``unchecked`` says why no catalogue
    vouches for "clean", ``unplanned`` why no dates are known, ``undrawn`` why there is no field at
    all (then nothing else is filled). ``footprints`` are outlines of ``outlined`` of them;
    ``sources`` are those within the picture; ``suggested`` are where a spoiled background could be
    instead, the best first, and ``clearing`` is what else is to be done then, as a clause.
    """

    observation: int
    target: str
    mode: ModeName = "miri-mrs"
    undrawn: str | None = None
    ra_deg: float | None = None
    dec_deg: float | None = None
    imager_primary: bool = False
    aperture: str | None = None
    aperture_offset_deg: float = 0.0
    nearest: float = 0.0
    farthest: float = 0.0
    radius: float = 0.0
    footprints: tuple[SkyFootprint, ...] = ()
    outlined: int = 0
    science: tuple[SkyPlace, ...] = ()
    sources: tuple[SkySource, ...] = ()
    allowed: tuple[tuple[float, float], ...] = ()
    unchecked: str | None = None
    unplanned: str | None = None
    tracks: tuple[AngleTrack, ...] = ()
    images: tuple[SkyImage, ...] = ()
    suggested: tuple[SkyPosition, ...] = ()
    clearing: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """How much was looked at, so that a verdict says no more than that.

    ``observations`` are those of a mode that aptcheck judges, without any that is withdrawn,
    skipped or failed. ``fields`` are background fields, suspected ones included;
    ``fields_left_out`` are those of the LRS without its slit, in which aptcheck looks for no
    sources, ``fields_checked`` those for which every catalogue asked answered completely, and
    ``angles_known`` those whose allowed position angles can be computed. ``dates_unchecked`` is how
    many observations, not yet taken, ask for dates or angles of which it cannot be told whether the
    telescope can take them. ``science_fields`` are looked at on request only. ``catalogue_asked``
    is whether any catalogue was asked about this proposal. ``deselected_by`` is who left rules out,
    None where all ran.
    ``lowered`` are the codes of findings that a configured severity made milder, ``softened`` how
    many errors the profile for drafts shows as warnings, ``executed`` how many findings became
    infos because every visit concerned has been executed.
    """

    observations: int = 0
    pairs: int = 0
    fields: int = 0
    fields_left_out: int = 0
    fields_checked: int = 0
    angles_known: int = 0
    dates_unchecked: int = 0
    science_fields: int = 0
    science_fields_checked: int = 0
    catalogue_asked: bool = False
    deselected_by: Deselection | None = None
    lowered: tuple[str, ...] = ()
    softened: int = 0
    executed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class IntentUse:
    """One ``[intents]`` table of the configuration, and the science observations it decides for.

    ``reason`` says why it decides for none, or why its strategy does not; None where both do.
    ``advice`` says what to write, None also where the proposal has no science observation. ``near``
    says whether the proposal holds something that was probably meant.
    """

    name: str
    observations: tuple[int, ...]
    reason: str | None = None
    advice: str | None = None
    near: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalReport:
    """The verdict on one proposal file.

    ``configuration`` is the path of the file that governs it, None for the defaults; ``intents``
    are its intents. ``fields`` are filled where a picture is asked for. ``beside`` is the exported
    XML next to an archive, where it says the same: a file in which a line can be shown.
    ``reached`` is False where the run was interrupted before the proposal was judged.
    """

    path: str
    program: str | None
    title: str | None
    apt_version: str | None
    schema_version: int | None
    cycle: int | None
    verdict: Verdict
    scope: Scope
    backgrounds: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]
    configuration: str | None = None
    intents: tuple[IntentUse, ...] = ()
    fields: tuple[SkyField, ...] = ()
    beside: str | None = None
    reached: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Counts over all proposals; suppressed and baselined findings count in their own places.

    ``not_checked`` are the proposals that an interrupted run did not come to.
    """

    proposals: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    baselined: int
    not_checked: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything one run of ``check`` found."""

    proposals: tuple[ProposalReport, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all proposals, in order."""
        return tuple(finding for proposal in self.proposals for finding in proposal.findings)

    @property
    def summary(self) -> Summary:
        """Count the findings by severity, and apart those that do not weigh."""
        findings = self.findings
        weighing = [finding.severity for finding in findings if finding.counts]
        return Summary(
            proposals=len(self.proposals),
            errors=weighing.count(Severity.ERROR),
            warnings=weighing.count(Severity.WARNING),
            infos=weighing.count(Severity.INFO),
            suppressed=sum(finding.suppressed is not None for finding in findings),
            baselined=sum(finding.baselined and not finding.suppressed for finding in findings),
            not_checked=sum(not proposal.reached for proposal in self.proposals),
        )

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding that counts is at or above ``threshold``."""
        return any(f.counts and f.severity.rank >= threshold.rank for f in self.findings)
