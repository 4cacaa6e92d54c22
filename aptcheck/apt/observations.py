"""Observations: instrument, target, template, special requirements, mosaic and visits."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from aptcheck.apt.bounds import MAX_OBSERVATIONS
from aptcheck.apt.form import Form, local_name
from aptcheck.apt.limits import OVERLAP, SKEW
from aptcheck.apt.numbering import by_number
from aptcheck.apt.requirements import read_requirements
from aptcheck.apt.targets import read_reference
from aptcheck.apt.templates import opened_template, read_template
from aptcheck.apt.values import count
from aptcheck.apt.visits import VisitStatus, read_visits
from aptcheck.model import Mosaic, Observation, Requirements
from aptcheck.wording import MOSAIC, REQUIREMENTS

__all__ = ["observation_elements", "read_mosaic", "read_observations"]


def observation_elements(requests: etree._Element) -> list[etree._Element]:
    """Return the observations under DataRequests, in document order, in any folder.

    An observation has a Number; links use the same element name for plain text.
    """
    namespace = requests.tag.rpartition("}")[0]
    prefix = f"{namespace}}}" if namespace else ""
    return [
        element
        for element in requests.iter(f"{prefix}Observation")
        if element.find(f"{prefix}Number") is not None
    ]


def read_observations(
    requests: Form, statuses: Mapping[int, Mapping[int, VisitStatus]]
) -> tuple[Observation, ...]:
    """Read all observations, by number; one without a readable number is left out as an oddity.

    Raises
    ------
    UnreadableProposal
        If there are more than `MAX_OBSERVATIONS`.
    """
    elements = observation_elements(requests.element)
    if len(elements) > MAX_OBSERVATIONS:
        raise requests.reading.too_many("observations", MAX_OBSERVATIONS)
    found = []
    for element in sorted(elements, key=by_number):
        form = requests.opened(element, "Observation ?")
        number = form.count("Number")
        if number is None:
            if form.text("Number") is None:
                form.odd("Number", "")
            continue
        form.trail = f"Observation {number}"
        form.observation = number
        found.append(_observation(number, form, statuses.get(number, {})))
    return tuple(found)


def _observation(number: int, form: Form, statuses: Mapping[int, VisitStatus]) -> Observation:
    target = read_reference(form, "TargetID")
    template = opened_template(form)
    requirements = form.form("SpecialRequirements", f"{form.trail} > {REQUIREMENTS}")
    mosaic = form.form("MosaicParameters", f"{form.trail} > {MOSAIC}")
    return Observation.model_construct(
        place=form.place,
        number=number,
        label=form.text("Label") or "",
        target=target,
        instrument=form.text("Instrument"),
        template=None if template is None else local_name(template.element),
        science_duration_s=form.count("ScienceDuration"),
        coordinated_parallel=form.flag("CoordinatedParallel") or False,
        requirements=Requirements.model_construct()
        if requirements is None
        else read_requirements(requirements),
        mosaic=Mosaic.model_construct() if mosaic is None else read_mosaic(mosaic),
        visits=read_visits(form, statuses),
        **({} if template is None else read_template(template, target)),
    )


# Tiles per side; published files have at most 9. Rules go through all tiles of a mosaic.
_MAX_SIDE = 50
_SIDES = (f"1 to {_MAX_SIDE}",)


def read_mosaic(form: Form) -> Mosaic:
    """Read the tiles, overlaps and skews; an empty field means APT's default."""
    removed = []
    for _, tile in form.forms("MosaicTiles", "Tile", _MAX_SIDE**2):
        number = tile.read_attribute("TileNumber", count)
        if number is not None and (tile.text("TileState") or "").upper() == "TILE REMOVED":
            removed.append(number)
    mosaic = Mosaic.model_construct(
        place=form.place,
        rows=form.read("Rows", _side, _SIDES) or 1,
        columns=form.read("Columns", _side, _SIDES) or 1,
        row_overlap_percent=form.number("RowOverlapPercent", OVERLAP) or 0.0,
        column_overlap_percent=form.number("ColumnOverlapPercent", OVERLAP) or 0.0,
        skew_x_deg=form.number("SkewDegreesX", SKEW) or 0.0,
        skew_y_deg=form.number("SkewDegreesY", SKEW) or 0.0,
        removed_tiles=tuple(removed),
    )
    return mosaic.model_copy(update={"unread": form.unread}) if form.unread else mosaic


def _side(text: str) -> int | None:
    side = count(text)
    return side if side is not None and 1 <= side <= _MAX_SIDE else None
