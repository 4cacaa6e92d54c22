"""Observations: every template by name, instrument and target, MRS in full."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from aptcheck.apt.bounds import MAX_OBSERVATIONS
from aptcheck.apt.form import Form, local_name
from aptcheck.apt.mosaic import read_mosaic
from aptcheck.apt.mrs import read_mrs
from aptcheck.apt.requirements import read_requirements
from aptcheck.apt.targets import read_reference
from aptcheck.apt.visits import VisitStatus, read_visits
from aptcheck.model import Mosaic, MrsTemplate, Observation, Requirements, TargetReference

__all__ = ["observation_elements", "read_observations"]

_MRS = "http://www.stsci.edu/JWST/APT/Template/MiriMRS"


def observation_elements(requests: etree._Element) -> list[etree._Element]:
    """Return the observations under DataRequests, in document order, whatever groups hold them.

    An observation has a Number; links use the same element name for a mere text.
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
    """Read all observations; one whose number cannot be read is an oddity and is left out.

    Raises
    ------
    UnreadableProposal
        If there are more than `MAX_OBSERVATIONS`.
    """
    elements = observation_elements(requests.element)
    if len(elements) > MAX_OBSERVATIONS:
        raise requests.reading.too_many("observations", MAX_OBSERVATIONS)
    found = []
    for element in elements:
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
    template = _template(form)
    requirements = form.form("SpecialRequirements", f"{form.trail} > Special Requirements")
    mosaic = form.form("MosaicParameters", f"{form.trail} > Mosaic")
    return Observation.model_construct(
        place=form.place,
        number=number,
        label=form.text("Label") or "",
        target=target,
        instrument=form.text("Instrument"),
        template=None if template is None else local_name(template.element),
        mrs=_mrs(template, target),
        science_duration_s=form.count("ScienceDuration"),
        coordinated_parallel=form.flag("CoordinatedParallel") or False,
        requirements=Requirements.model_construct()
        if requirements is None
        else read_requirements(requirements),
        mosaic=Mosaic.model_construct() if mosaic is None else read_mosaic(mosaic),
        visits=read_visits(form, statuses),
    )


def _template(form: Form) -> Form | None:
    template = form.form("Template")
    child = None if template is None else next(template.element.iterchildren(etree.Element), None)
    return None if child is None else form.opened(child, f"{form.trail} > MIRI MRS")


def _mrs(template: Form | None, target: TargetReference | None) -> MrsTemplate | None:
    """Read an MRS template; one in another namespace than APT's is read, and is an oddity."""
    if template is None or local_name(template.element) != "MiriMRS":
        return None
    namespace = template.element.tag.rpartition("}")[0].lstrip("{")
    if namespace != _MRS:
        template.odd("xmlns", namespace or "none", (_MRS,))
    return read_mrs(template, target)
