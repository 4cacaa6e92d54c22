"""The result of a check: the report, its proposals, their pairs, ledger and fields."""

from __future__ import annotations

from collections.abc import Sequence
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
    "Provenance",
    "Report",
    "Scope",
    "SkyField",
    "SkyFootprint",
    "SkyImage",
    "SkyNeed",
    "SkyOverlap",
    "SkyPlace",
    "SkyPosition",
    "SkySource",
    "SkyStop",
    "Summary",
    "Verdict",
]

#: The worst of the findings that count; without an observation to judge there is no "pass".
Verdict = Literal["pass", "warn", "fail", "not-applicable"]

#: What left rules out: the configuration, the options of the command, or both.
Deselection = Literal["configuration", "options", "both"]

#: Reasons in the ledger for a rule that did not run: left out, or failed (the rest says how).
NOT_SELECTED = "not selected"
FAILED = "the rule failed"
#: The reason for every rule on a proposal that has only other modes.
NOTHING_TO_JUDGE = "no observation that aptcheck judges"


class Outcome(StrEnum):
    """How a rule ended on a proposal."""

    PASSED = "passed"
    FINDING = "finding"
    NOT_APPLICABLE = "not-applicable"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """One line of the ledger: a rule, its outcome, and a reason unless it is obvious."""

    code: str
    outcome: Outcome
    reason: str | None = None

    @property
    def did_not_run(self) -> bool:
        """Whether the rule was left out or failed, so that nothing was checked."""
        return self.outcome is Outcome.NOT_CHECKED and (self.reason or "").startswith(
            (NOT_SELECTED, FAILED)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ExposureMatch:
    """Science and background ramps of one setting of the pair's mode.

    ``setting`` gives it in words. The keys of its mode give the parts; keys of other modes are
    None: ``wavelength`` and ``detector`` for the MRS, ``filter`` for the imager and the LRS,
    ``mask`` and ``filter`` for the coronagraphs, ``grating`` and ``filter`` for NIRSpec, with the
    ``slit`` for fixed slits. ``subarray`` is None if the ramps do not share one. The readout
    patterns of each side are listed once each.
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
    science_readouts: tuple[str, ...] = ()
    background_readouts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A science observation and one of its background observations.

    ``shadow`` says that the background is taken at the same position at another time, on purpose,
    ``strategy`` what the science observation does with its background: what the configuration
    states, else what its mode usually does.
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
    strategy: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyFootprint:
    """One outline of the field: ``corners`` are (east, north) of the target at V3PA 0, in arcsec.

    ``band`` is "1A" to "4C" for the MRS, otherwise a filter, or grating and filter as in
    "G395M/F290LP"; ``dither`` and ``tile`` count from 1. If a mosaic is too large to draw each
    band, one outline encloses all of them: then ``band`` is "all" and ``dither`` is 0, and ``tile``
    is 0 if it encloses all tiles too. ``pad`` is how far the true outline may differ from this one,
    in arcsec, if the dither positions are not known better; if ``is_bound``, nothing else is known
    about them, and sources are compared with the outline itself.
    """

    band: str
    dither: int
    tile: int
    corners: tuple[tuple[float, float], ...]
    pad: float = 0.0
    is_bound: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyNeed:
    """How near to an outline of some bands a source contaminates it, in arcsec.

    Its position error is included, and the width of its image or the reach of its wings.
    """

    bands: tuple[str, ...]
    arcsec: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyStop:
    """Where something is in one part of the window, at (east, north) of the target, in arcsec.

    ``drift`` is how far it gets from there in that part. ``angles`` are the V3PA allowed in it,
    exact in Python and rounded in a written report; empty if there is only one part.
    """

    east: float
    north: float
    drift: float = 0.0
    angles: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyOverlap:
    """A science target that a background field meets at some angle, itself or with its own field.

    ``in_field`` are the allowed V3PA at which the target, as far as it extends, is in the field of
    the background, ``fields`` those at which the two fields share a part of the sky: exact in
    Python and rounded in a written report. ``stops`` say where the target is. ``footprints`` are
    the outlines of the science field about it at V3PA 0 of the background; none if ``fields`` are
    not to be avoided.
    """

    observations: tuple[int, ...]
    target: str
    extent_arcsec: float
    stops: tuple[SkyStop, ...]
    in_field: tuple[tuple[float, float], ...] = ()
    fields: tuple[tuple[float, float], ...] = ()
    footprints: tuple[SkyFootprint, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkySource:
    """A catalogue source, at (east, north) of the background target, in arcsec.

    ``flux_ujy`` is predicted at ``wavelength_um``, in the band where it matters most, or is the
    most that the catalogue's upper limits allow there (``at_most``). ``wings_arcsec`` is the
    distance from the field within which its wings contaminate it, including position errors; null
    if they do so at no allowed angle. ``angles`` are the allowed V3PA, degrees, at which it
    contaminates the field, from inside or with its wings: exact in Python and rounded in a written
    report, like those of a finding: those at which it is within one of its ``needs``, seen from
    where it is then (``stops``). ``way`` is its track, (east, north) in arcsec, from the start to
    the end of the window, if it moves relative to the target.
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
    needs: tuple[SkyNeed, ...] = ()
    stops: tuple[SkyStop, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPlace:
    """A science target, at (east, north) of the background target, in arcsec."""

    observation: int
    target: str
    east: float
    north: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyPosition:
    """A position clean at every angle, at (east, north) of the target, in arcsec.

    ``apt`` is what to type into APT; ``reach`` is the radius of the disc that the field sweeps
    there, ``margin_arcsec`` how much it could still grow; ``offset_arcsec`` and
    ``position_angle_deg`` are its offset from the first science target.
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
    """One window of dates: (day, lowest V3PA, highest V3PA), the day as an ISO date, hi >= lo.

    Angles run on continuously and may be outside 0 to 360.
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

    ``nearest`` and ``farthest`` are the ring that it sweeps around its target, ``radius`` half the
    width of a picture that shows it with a science target near by, all in arcsec. ``allowed`` are
    V3PA in degrees, exact in Python and rounded in a written report, like those of a finding; the
    findings say which of them to avoid. ``aperture`` is the SIAF name of the aperture that holds
    the target: APT uses its position angle, V3PA + ``aperture_offset_deg``. ``unchecked`` says why
    the field is not confirmed as clean, ``unplanned`` why no dates are known, ``undrawn`` why there
    is no field at all (then nothing else is filled). ``footprints`` are outlines of ``outlined`` of
    them; ``sources`` are those within the picture; ``overlaps`` are science targets that the field
    meets; ``suggested`` are better positions for a contaminated background, best first, and
    ``clearing`` is what else to do then, as a clause.
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
    overlaps: tuple[SkyOverlap, ...] = ()
    allowed: tuple[tuple[float, float], ...] = ()
    unchecked: str | None = None
    unplanned: str | None = None
    tracks: tuple[AngleTrack, ...] = ()
    images: tuple[SkyImage, ...] = ()
    suggested: tuple[SkyPosition, ...] = ()
    clearing: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """How much was checked, so that a verdict claims no more.

    ``observations`` are those of a mode that aptcheck judges, except any that is withdrawn, skipped
    or failed. ``fields`` are background fields, suspected ones included; ``fields_left_out`` are
    LRS slitless fields, in which aptcheck looks for no sources, ``fields_checked`` those for which
    every catalogue asked answered completely, and ``angles_known`` those whose allowed position
    angles can be computed. ``dates_unchecked`` is how many observations, not yet taken, require
    dates or angles that could not be checked against what the telescope can do. ``science_fields``
    are checked on request only. ``catalogue_asked`` says whether any catalogue was asked about this
    proposal. ``deselected_by`` says what left rules out, None if all ran. ``lowered`` are the codes
    of findings that a configured severity made milder, ``softened`` how many errors the draft
    profile shows as warnings, ``executed`` how many findings became infos because every visit
    concerned has been executed.
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
    """One ``[intents]`` table of the configuration, and the science observations it applies to.

    ``reason`` says why it applies to none, or why its strategy does not; None if both apply.
    ``advice`` says what to write; it is None also if the proposal has no science observation.
    ``near`` says whether the proposal has something that was probably meant.
    """

    name: str
    observations: tuple[int, ...]
    reason: str | None = None
    advice: str | None = None
    near: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """What a verdict rests on, so that it can be reproduced.

    ``checked`` is the day of the check, ``window_start`` and ``window_end`` are the first and last
    day on which the programme may be observed, ISO dates (UTC), and ``window_origin`` says where
    those come from. ``sha256`` is that of the file's bytes, hexadecimal, None for a proposal that
    is not in a file. ``surveys`` are the catalogues that answered about its fields, ``suppliers``
    who supplied them on which day, as in "IRSA on 2026-11-01".
    """

    checked: str
    sha256: str | None
    window_start: str
    window_end: str
    window_origin: str
    surveys: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalReport:
    """The verdict on one proposal file.

    ``configuration`` is the path of the file that governs it, None for the defaults; ``intents``
    are its intents. ``fields`` are filled if a picture is requested. ``beside`` is the exported XML
    next to an archive, if it has the same content: a file in which a line can be shown. ``reached``
    is False if the run was interrupted before the proposal was judged. ``provenance`` is None if
    the file could not be read or judged.
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
    provenance: Provenance | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Counts over all proposals; suppressed and baselined findings are counted separately.

    ``not_checked`` are the proposals that an interrupted run did not reach. Two are added with +.
    """

    proposals: int
    errors: int
    warnings: int
    infos: int
    suppressed: int
    baselined: int
    not_checked: int = 0

    @classmethod
    def none(cls) -> Summary:
        """Count no proposal."""
        return cls(proposals=0, errors=0, warnings=0, infos=0, suppressed=0, baselined=0)

    @classmethod
    def of(cls, proposal: ProposalReport) -> Summary:
        """Count one proposal."""
        findings = proposal.findings
        counting = [finding.severity for finding in findings if finding.counts]
        return cls(
            proposals=1,
            errors=counting.count(Severity.ERROR),
            warnings=counting.count(Severity.WARNING),
            infos=counting.count(Severity.INFO),
            suppressed=sum(finding.suppressed is not None for finding in findings),
            baselined=sum(finding.baselined and not finding.suppressed for finding in findings),
            not_checked=int(not proposal.reached),
        )

    def __add__(self, other: Summary) -> Summary:
        return Summary(
            proposals=self.proposals + other.proposals,
            errors=self.errors + other.errors,
            warnings=self.warnings + other.warnings,
            infos=self.infos + other.infos,
            suppressed=self.suppressed + other.suppressed,
            baselined=self.baselined + other.baselined,
            not_checked=self.not_checked + other.not_checked,
        )

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding that counts is at or above ``threshold``."""
        counts = {
            Severity.ERROR: self.errors,
            Severity.WARNING: self.warnings,
            Severity.INFO: self.infos,
        }
        return any(number and one.rank >= threshold.rank for one, number in counts.items())


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Everything that one run of ``check`` found.

    ``proposals`` may be read from a disk each time that they are looked at, one by one.
    """

    proposals: Sequence[ProposalReport]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all proposals, in order."""
        return tuple(finding for proposal in self.proposals for finding in proposal.findings)

    @property
    def summary(self) -> Summary:
        """Count the findings by severity, and separately those that do not count."""
        return sum(map(Summary.of, self.proposals), Summary.none())

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding that counts is at or above ``threshold``."""
        return self.summary.reaches(threshold)
