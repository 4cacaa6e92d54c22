"""Changes specific to proposals: targets, backgrounds, links, dates, visits, mosaics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from aptcheck.testing import (
    after_date,
    before_date,
    between_dates,
    group_visits_within,
    leaf,
    mosaic,
    nest,
    offset,
    on_hold,
    orient_range,
    pcs_mode,
    persistence_risk,
    time_series,
)
from aptcheck.testing.observations import APT, TEMPLATES
from aptcheck.testing.targets import XSI
from tests.fuzz.changes.of_trees import TreeChange, elements, on_tree
from tests.fuzz.mutation import Changes, pick
from tests.fuzz.vocabulary import HOSTILE_NUMBERS, WORDS

__all__ = ["proposal_changes"]

_SPACES = {None: APT, "xsi": XSI} | {p: f"{APT}/Template/{n}" for n, p in TEMPLATES.items()}
_BODIES = ("MARS", "EUROPA", "SATURN", "PLUTO", "NOWHERE")


def proposal_changes(most: int) -> Changes:
    """Return the changes; one thing is copied at most ``most`` times."""
    changes: dict[str, TreeChange] = {
        "template": _template,
        "one-number-twice": _one_number_twice,
        "nowhere": _nowhere,
        "loop": _loop,
        "link-over-all": _link_over_all,
        "list-each-other": _list_each_other,
        "one-sky-for-all": _one_sky_for_all,
        "moving-target": _moving_target,
        "proper-motion": _proper_motion,
        "place": _place,
        "visit-status": _visit_status,
        "visit-planner": _visit_planner,
        "requirement": _requirement,
        "mosaic": _mosaic,
        "reorder": _reorder,
        "copies": lambda root, chance: _copies(root, chance, most),
        "crowd": lambda root, chance: _crowd(root, chance, most),
    }
    return {name: on_tree(change) for name, change in changes.items()}


def _made(xml: str) -> etree._Element:
    """Return one element that `aptcheck.testing` wrote, in the namespaces of a proposal."""
    spaces = " ".join(
        f'xmlns:{prefix}="{uri}"' if prefix else f'xmlns="{uri}"' for prefix, uri in _SPACES.items()
    )
    return etree.fromstring(f"<x {spaces}>{xml}</x>")[0]


def _field(name: str, value: object = "") -> etree._Element:
    return _made(leaf(name, value))


def _set(parent: etree._Element, name: str, value: object) -> None:
    """Give a field of a form a value, whether or not it was there."""
    found = [e for e in parent.iterchildren(etree.Element) if etree.QName(e).localname == name]
    if found:
        found[0].text = str(value)
    else:
        parent.append(_field(name, value))


def _get(parent: etree._Element, name: str) -> str:
    return next(
        (
            e.text or ""
            for e in parent.iterchildren(etree.Element)
            if etree.QName(e).localname == name
        ),
        "",
    )


def _observations(root: etree._Element) -> list[etree._Element]:
    """Return the observations, without the members of links, which have the same name."""
    return [e for e in elements(root, "Observation") if len(e)]


def _numbers(root: etree._Element) -> list[str]:
    return [_get(one, "Number") for one in _observations(root)]


def _links(root: etree._Element) -> etree._Element:
    found = elements(root, "LinkingRequirements")
    if not found:
        root.append(_made(nest("LinkingRequirements")))
        return root[-1]
    return found[0]


def _template(root: etree._Element, chance: Random) -> None:
    """Give an observation another mode, without changing its fields."""
    template = pick(chance, [t for e in elements(root, "Template") for t in e])
    name = chance.choice((*TEMPLATES, "MiriCoron", "NirspecFixedSlitSpectroscopy", "X"))
    template.tag = f"{{{APT}/Template/{name}}}{name}"


def _one_number_twice(root: etree._Element, chance: Random) -> None:
    kind = chance.choice((_observations(root), elements(root, "Target")))
    first, second = pick(chance, kind), pick(chance, kind)
    _set(first, "Number", _get(second, "Number"))


def _nowhere(root: etree._Element, chance: Random) -> None:
    """Refer to a target or an observation that does not exist."""
    pointer = pick(chance, elements(root, "TargetID", "BackgroundTargets", "Observation"))
    if not len(pointer):
        pointer.text = chance.choice((*WORDS["TargetID"], *WORDS["Observation"]))


def _members(numbers: Sequence[str]) -> list[str]:
    return [leaf("Observation", f"x (Obs {number})") for number in numbers]


def _pair_link(name: str, first: str, second: str, **attributes: str) -> str:
    other = "AfterObs" if name == "AfterObservationLink" else "OrientFromObs"
    ends: Mapping[str, str] = {"PrimaryObs": f"x (Obs {first})", other: f"x (Obs {second})"}
    return nest(name, **ends, **attributes)


def _loop(root: etree._Element, chance: Random) -> None:
    """Link observations in a ring, or one with itself."""
    numbers = chance.sample(numbers, len(numbers)) if (numbers := _numbers(root)) else ["1", "2"]
    ring = numbers[: chance.choice((1, 2, 3, len(numbers)))]
    kind = chance.choice(("AfterObservationLink", "OrientFromLink"))
    ends = (
        ("MinInterval", "MaxInterval")
        if kind == "AfterObservationLink"
        else ("MinAngle", "MaxAngle")
    )
    for first, second in zip(ring, [*ring[1:], ring[0]], strict=True):
        limits = {end: chance.choice(WORDS[end]) for end in ends}
        _links(root).append(_made(_pair_link(kind, first, second, Mode="V3", **limits)))


def _link_over_all(root: etree._Element, chance: Random) -> None:
    """Put all observations into one link, in any order, or each twice."""
    numbers = _numbers(root) * chance.choice((1, 1, 2))
    chance.shuffle(numbers)
    time, mode = leaf("Time", chance.choice(WORDS["Time"])), leaf("Mode", "Aperture")
    flags = {name: chance.choice(("true", "false")) for name in ("Sequence", "NonInterruptible")}
    _links(root).append(
        _made(
            chance.choice(
                (
                    nest("GroupWithinLink", *_members(numbers), time, **flags),
                    nest("SameOrientLink", mode, *_members(numbers)),
                )
            )
        )
    )


def _references(targets: Sequence[etree._Element]) -> list[str]:
    return [f"{_get(t, 'Number')} {_get(t, 'TargetName')}" for t in targets]


def _list(target: etree._Element, references: Sequence[str]) -> None:
    _set(target, "BackgroundTargetReq", "true")
    for reference in references:
        target.append(_field("BackgroundTargets", reference))


def _list_each_other(root: etree._Element, chance: Random) -> None:
    """Let every target list every target as its background, itself included."""
    targets = elements(root, "Target")
    references = _references(targets)[:40]
    for target in targets[:40]:
        _list(target, references)


def _one_sky_for_all(root: etree._Element, chance: Random) -> None:
    targets = elements(root, "Target")
    sky = pick(chance, _references(targets))
    for target in targets:
        _list(target, [sky])


def _moving_target(root: etree._Element, chance: Random) -> None:
    target = pick(chance, elements(root, "Target"))
    target.set(f"{{{XSI}}}type", "SolarSystemTargetType")
    for coordinates in elements(target, "EquatorialCoordinates")[: chance.choice((0, 1))]:
        target.remove(coordinates)
    target.append(_made(nest("Level1", Name=chance.choice(_BODIES))))


def _proper_motion(root: etree._Element, chance: Random) -> None:
    target = pick(chance, elements(root, "Target"))
    for name in ("RAProperMotion", "DecProperMotion", "AnnualParallax", "Epoch"):
        _set(target, name, chance.choice((*WORDS[name], *HOSTILE_NUMBERS)))
    for name in ("RAProperMotionUnits", "DecProperMotionUnits"):
        _set(target, name, chance.choice(WORDS[name]))


def _place(root: etree._Element, chance: Random) -> None:
    """Move a target, or all of them, to one place: a pole, the ecliptic, RA 0."""
    everywhere = elements(root, "EquatorialCoordinates")
    where = chance.choice(WORDS["Value"])
    for coordinates in chance.choice((everywhere, [pick(chance, everywhere)])):
        coordinates.set("Value", where)


def _visit_status(root: etree._Element, chance: Random) -> None:
    """Give visits the status withdrawn, executed, or an unknown one."""
    program = _get(pick(chance, elements(root, "ProposalInformation")), "ProposalID") or "0"
    status = chance.choice(WORDS["Status"])
    entries = [
        nest(
            "VisitStatus", VisitId=f"{program.zfill(5)}{number.zfill(3)}{visit:03d}", Status=status
        )
        for number in _numbers(root)
        if chance.random() < 0.7
        for visit in (1, 2)[: chance.choice((1, 2))]
    ]
    root.insert(chance.randrange(len(root) + 1), _made(nest("VisitStatuses", *entries)))


def _visit_planner(root: etree._Element, chance: Random) -> None:
    """Store results of the Visit Planner with an observation: steps of time, angles between."""
    observation = pick(chance, _observations(root))
    program = _get(pick(chance, elements(root, "ProposalInformation")), "ProposalID") or "0"
    start = chance.choice((1_780_000_000_000, 1_830_000_000_000, 0, -1))
    steps = [str(start)]
    for _ in range(chance.choice((1, 3, 40, 400))):
        start += chance.choice((86_400_000, 43_200_000, 1, 10_000_000_000, 0))
        low, wide = chance.uniform(0, 360), chance.choice((0.0, 5.0, 20.0, 359.0))
        rolls = chance.choice(("", f"{low:.4f}:{min(low + wide, 360):.4f}", "0.0:3.0:350.0:360.0"))
        steps.append(f"{chance.choice(('1.0', '0.0', 'nan', '0.5'))} {rolls} {start}")
    record = nest(
        "VpVisitData",
        nest(
            "StVisitSchedulingWindows",
            *(
                nest(
                    "StConstraintSchedulingWindows",
                    Name="x",
                    Type=kind,
                    StSchedulingPCF=" ".join(steps),
                )
                for kind in chance.sample(("off-normal", "roll-total", "guide-star"), 2)
            ),
            UpToDate=chance.choice(("true", "true", "true", "false")),
            StSchedulingPCF=" ".join(steps),
        ),
        EngineVersion=chance.choice(("17.0", "9.2", "")),
    )
    number = _get(observation, "Number").zfill(3)
    name = f"Visit Planner:{program.zfill(5)}:{number}:001"
    observation.append(_made(nest("ToolData", leaf("ToolValue", record, Name=name))))


def _requirement(root: etree._Element, chance: Random) -> None:
    def word(name: str) -> str:
        return chance.choice((*WORDS[name], *WORDS[name], *HOSTILE_NUMBERS))

    def angle() -> object:
        return chance.choice((0, 90, 180, 270, 359.9, 12.5, -30, 400, "nan"))

    made = chance.choice(
        (
            orient_range(angle(), angle(), mode=chance.choice(("APA", "V3", None))),
            offset(word("Xvalue"), word("Yvalue")),
            after_date(word("After")),
            before_date(word("Before")),
            between_dates(word("After"), word("Before")),
            group_visits_within(word("Interval")),
            nest("SamePAVisits"),
            leaf("FiducialPointOverride", "NRCA3_FULL"),
            *(on_hold(), time_series(), pcs_mode(), persistence_risk()),
        )
    )
    home = pick(chance, elements(root, "SpecialRequirements"))
    for _ in range(chance.choice((1, 1, 2, 30))):
        home.append(_made(made))


def _mosaic(root: etree._Element, chance: Random) -> None:
    observation = pick(chance, _observations(root))
    for old in elements(observation, "MosaicParameters")[: chance.choice((0, 1, 1))]:
        observation.remove(old)
    rows, columns = (chance.choice((1, 2, 3, 8, 50, "x")) for _ in range(2))
    observation.append(_made(mosaic(rows, columns)))


def _reorder(root: etree._Element, chance: Random) -> None:
    """Shuffle the children of one element."""
    parent = pick(chance, [e for e in root.iter(etree.Element) if len(e) > 1])
    children = list(parent)
    chance.shuffle(children)
    parent[:] = children


def _copies(root: etree._Element, chance: Random, most: int) -> None:
    """Copy a target, observation, link, exposure or visit many times, with new numbers or not."""
    names = ("Target", "Observation", "Exposure", "Visit", "BackgroundTargets", "VisitStatus")
    links = ("GroupWithinLink", "AfterObservationLink", "SameOrientLink", "OrientFromLink")
    name = chance.choice((*names, *links, "MrsDitherSpecification", "OrientRange"))
    model = pick(chance, elements(root, name))
    _copied(root, model, chance.choice((2, 10, most)), numbered=chance.random() < 0.7)


def _crowd(root: etree._Element, chance: Random, most: int) -> None:
    """Make many observations, and apply one thing to all of them."""
    model = pick(chance, _observations(root))
    _copied(root, model, chance.choice((5, 12, most)), numbered=True)
    chance.choice((_link_over_all, _loop, _list_each_other, _one_sky_for_all))(root, chance)


def _copied(root: etree._Element, model: etree._Element, count: int, *, numbered: bool) -> None:
    first = max((int(n) for n in _numbers(root) if n.isdecimal() and len(n) < 7), default=0) + 1
    for number in range(first, first + count):
        copy = deepcopy(model)
        if numbered and len(copy):
            _set(copy, "Number", number)
        model.addnext(copy)
