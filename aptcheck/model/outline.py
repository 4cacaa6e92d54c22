"""A proposal as named facts in a stable order: what a person compares between two versions.

Places, oddities and what APT computes are left out, so that the same plan gives the same outline.
The texts are the proposal's own and may hold anything: whoever shows them makes them safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from aptcheck.model.links import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink
from aptcheck.model.mrs import (
    ARMS,
    Acquisition,
    ArmRamp,
    DitherPattern,
    MrsExposure,
    MrsTemplate,
)
from aptcheck.model.observation import Mosaic, Observation
from aptcheck.model.proposal import Proposal
from aptcheck.model.requirements import DateBound, Requirements
from aptcheck.model.target import ProperMotion, Target, TargetReference

__all__ = ["Fact", "Section", "outline"]

_BANDS = {"SHORT": "SHORT(A)", "MEDIUM": "MEDIUM(B)", "LONG": "LONG(C)"}
_NO_RAMP = ArmRamp(readout=None, groups=None, integrations=None, subarray=None)


class Fact(NamedTuple):
    """One field and what stands in it; names are unique within a section."""

    name: str
    value: str


class Section(NamedTuple):
    """The facts of the proposal itself, of one target, of one observation, or all links."""

    kind: Literal["proposal", "target", "observation", "links"]
    number: int | None
    name: str
    facts: tuple[Fact, ...]


def outline(proposal: Proposal) -> tuple[Section, ...]:
    """Return the proposal, its targets and observations by number, and its links."""
    targets = sorted(proposal.targets, key=lambda target: target.number or 0)
    observations = sorted(proposal.observations, key=lambda observation: observation.number)
    return (
        Section("proposal", None, "", _facts(_proposal(proposal))),
        *(Section("target", t.number, t.name, _facts(_target(t))) for t in targets),
        *(Section("observation", o.number, o.label, _facts(_observation(o))) for o in observations),
        Section("links", None, "", _facts(sorted(_links(proposal.links), key=_numbers_first))),
    )


Stated = tuple[str, object]


def _facts(stated: Iterable[Stated]) -> tuple[Fact, ...]:
    """Keep what is said at all, and number the names that come again."""
    seen: dict[str, int] = {}
    facts = []
    for name, value in stated:
        if value is None or value == "":
            continue
        count = seen[name] = seen.get(name, 0) + 1
        facts.append(Fact(f"{name} ({count})" if count > 1 else name, _text(value)))
    return tuple(facts)


def _proposal(proposal: Proposal) -> Iterator[Stated]:
    yield "programme", proposal.program
    yield "title", proposal.title
    yield "category", proposal.category
    yield "cycle", proposal.cycle
    yield "APT", proposal.apt_version


def _target(target: Target) -> Iterator[Stated]:
    yield "name", target.name
    yield "kind", target.kind.removesuffix("TargetType")
    yield "position", _position(target)
    yield "proper motion", _motion(target.motion)
    yield "body", target.body
    yield "extended", target.extended
    yield "category", target.category
    yield "keywords", ", ".join(target.keywords)
    yield "background required", target.background_required
    yield "backgrounds", "; ".join(_reference(one) for one in target.backgrounds)


def _observation(observation: Observation) -> Iterator[Stated]:
    yield "label", observation.label
    yield "target", _reference(observation.target)
    yield "instrument", observation.instrument
    yield "template", observation.template
    yield "coordinated parallel", observation.coordinated_parallel or None
    yield "visits", ", ".join(f"{v.number} {v.status}" for v in observation.visits if v.status)
    yield "mosaic", _mosaic(observation.mosaic)
    if observation.mrs is not None:
        yield from _mrs(observation.mrs)
    yield from _requirements(observation.requirements)


def _mrs(mrs: MrsTemplate) -> Iterator[Stated]:
    yield "acquisition", _acquisition(mrs.acquisition)
    yield "detector", mrs.detector
    yield "simultaneous imaging", mrs.simultaneous_imaging
    yield "subarray", mrs.subarray
    yield "primary channel", mrs.primary_channel
    for dither in mrs.dithers:
        yield f"dither {dither.index}", _dither(dither)
    seen: dict[str, int] = {}
    for exposure in mrs.exposures:
        band = _BANDS.get(exposure.wavelength or "", exposure.wavelength or "no wavelength")
        count = seen[band] = seen.get(band, 0) + 1
        yield from _exposure(f"{band} #{count}" if count > 1 else band, exposure)


def _exposure(band: str, exposure: MrsExposure) -> Iterator[Stated]:
    yield f"{band} exposures", exposure.exposures
    yield f"{band} dither", exposure.dither_text
    ramps = [exposure.arm(arm) for arm in ARMS]
    # Without imaging an arm may be left empty in the file: it takes no part.
    ramps = [r if r.groups is not None or r.integrations is not None else _NO_RAMP for r in ramps]
    yield f"{band} readout", _arms([ramp.readout for ramp in ramps])
    yield f"{band} Ngroups", _arms([ramp.groups for ramp in ramps])
    yield f"{band} integrations", _arms([ramp.integrations for ramp in ramps])
    yield f"{band} subarray", _arms([ramp.subarray for ramp in ramps])
    yield f"{band} imager filter", exposure.filter
    yield f"{band} imager readout", exposure.readout
    yield f"{band} imager Ngroups", exposure.groups
    yield f"{band} imager integrations", exposure.integrations


def _arms(values: Sequence[object]) -> object:
    """Return what both detector arms share, else what each of them has."""
    if len(set(values)) == 1:
        return values[0]
    return ", ".join(f"MRS{arm} {v}" for arm, v in zip(ARMS, values, strict=True) if v is not None)


def _requirements(requirements: Requirements) -> Iterator[Stated]:
    for orient in requirements.orients:
        yield "orient", f"{orient.min_deg:g} to {orient.max_deg:g} deg, {orient.frame}"
    if requirements.offset is not None:
        x, y = requirements.offset.x_arcsec, requirements.offset.y_arcsec
        yield "offset", f"{x:g}, {y:g} arcsec"
    for bound in requirements.dates:
        yield "dates", _dates(bound)
    yield "special requirements", ", ".join(requirements.names)


def _links(links: Links) -> Iterator[Stated]:
    for group in links.groups:
        yield f"{_these(group.members)} together", _group(group)
    for after in links.after:
        yield f"{after.observation} after {after.after}", _after(after)
    for turn in links.orient_from:
        yield f"{turn.observation} orient from {turn.origin}", _turned(turn)
    for same in links.same_orient:
        yield f"{_these(same.members)} same orient", _same(same)


def _numbers_first(stated: Stated) -> tuple[list[int], str, str]:
    words = stated[0].replace(",", "").split()
    return [int(word) for word in words if word.isdecimal()], stated[0], str(stated[1])


def _group(group: GroupLink) -> str:
    kind = "SEQUENCE" if group.sequence else "GROUP"
    held = "NON-INTERRUPTIBLE" if group.non_interruptible else ""
    within = f"within {group.within_days:g} days" if group.within_days is not None else ""
    order = ", ".join(map(str, group.members))
    return _joined(f"{kind} {order}", held, within, _dangling(group.dangling))


def _after(after: AfterLink) -> str:
    limits = (after.min_days, after.max_days)
    implicit = "implicit" if after.implicit else ""
    return _joined("AFTER", _range(*limits, "days"), implicit, _dangling(after.dangling))


def _turned(turn: OrientFromLink) -> str:
    limits = _range(turn.min_deg, turn.max_deg, "deg")
    return _joined("ORIENT FROM", limits, turn.frame, _dangling(turn.dangling))


def _same(same: SameOrientLink) -> str:
    return _joined("SAME ORIENT", same.frame, _dangling(same.dangling))


def _dangling(texts: tuple[str, ...]) -> str:
    return f"dangling: {'; '.join(texts)}" if texts else ""


def _these(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _acquisition(acquisition: Acquisition) -> str:
    if acquisition.kind == "none":
        return "none"
    groups = f"Ngroups {acquisition.groups}" if acquisition.groups is not None else ""
    who = acquisition.text or _reference(acquisition.target) or acquisition.kind
    return _joined(who, acquisition.filter, acquisition.readout, groups)


def _dither(dither: DitherPattern) -> str:
    return _joined(dither.dither_type, dither.optimized_for, dither.direction)


def _mosaic(mosaic: Mosaic) -> str | None:
    if mosaic.rows * mosaic.columns < 2:
        return None
    overlap = f"overlap {mosaic.row_overlap_percent:g} and {mosaic.column_overlap_percent:g}%"
    skewed = mosaic.skew_x_deg or mosaic.skew_y_deg
    skew = f"skew {mosaic.skew_x_deg:g} and {mosaic.skew_y_deg:g} deg" if skewed else ""
    without = f"without tiles {_these(mosaic.removed_tiles)}" if mosaic.removed_tiles else ""
    return _joined(f"{mosaic.rows} rows, {mosaic.columns} columns", overlap, skew, without)


def _position(target: Target) -> str | None:
    if target.ra_deg is None or target.dec_deg is None:
        return target.coordinates_text
    return f"{target.ra_deg:.6f} {target.dec_deg:+.6f} deg"


def _motion(motion: ProperMotion) -> str | None:
    if not motion.moves:
        return None
    parts = (motion.ra_mas_per_year or 0.0, motion.dec_mas_per_year or 0.0)
    parallax = f"parallax {motion.parallax_mas:g} mas" if motion.parallax_mas else ""
    epoch = f"epoch {motion.epoch:g}" if motion.epoch is not None else ""
    return _joined(f"{parts[0]:g}, {parts[1]:g} mas/yr", parallax, epoch)


def _dates(bound: DateBound) -> str:
    after = f"after {bound.after.isoformat(' ')}" if bound.after is not None else ""
    before = f"before {bound.before.isoformat(' ')}" if bound.before is not None else ""
    return _joined(after, before)


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    ends = ("any" if end is None else f"{end:g}" for end in (low, high))
    return f"{' to '.join(ends)} {unit}"


def _reference(reference: TargetReference | None) -> str:
    if reference is None:
        return ""
    # The name alone: APT renumbers targets, and nothing of the plan changes by that.
    number = "" if reference.number is None else str(reference.number)
    return reference.name or number or reference.text


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
