"""The whole proposal, from the root of the tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from aptcheck.apt.form import Form, local_name
from aptcheck.apt.links import read_links
from aptcheck.apt.observations import read_observations
from aptcheck.apt.reading import Reading
from aptcheck.apt.targets import read_targets
from aptcheck.apt.values import count
from aptcheck.apt.visits import read_statuses
from aptcheck.errors import UnreadableProposal
from aptcheck.model import Links, Proposal
from aptcheck.wording import REQUIREMENTS

__all__ = ["read_proposal"]

_NAMESPACE = "http://www.stsci.edu/JWST/APT"
_ROOT = "JwstProposal"


def read_proposal(root: etree._Element, member: str | None) -> Proposal:
    """Read a proposal.

    Raises
    ------
    UnreadableProposal
        If the root is not that of a JWST proposal, or there are more observations, targets or
        parts than `aptcheck.apt.bounds` allows.
    """
    _check_root(root, member)
    reading = Reading(root, member)
    form = Form(root, "Proposal", reading)
    if root.tag != f"{{{_NAMESPACE}}}{_ROOT}":
        form.odd("xmlns", root.tag.rpartition("}")[0].lstrip("{") or "none", (_NAMESPACE,))
    information = form.form("ProposalInformation", "Proposal Information") or form
    targets = form.form("Targets", "Targets")
    requests = form.form("DataRequests", "Observations")
    links = form.form("LinkingRequirements", REQUIREMENTS)
    program = _program(information)
    statuses = read_statuses(form.form("VisitStatuses", "Visit Statuses"), program)
    proposal = Proposal.model_construct(
        place=form.place,
        program=program,
        title=information.text("Title"),
        category=_category(information),
        exclusive_months=_exclusive_months(information),
        apt_version=_apt_version(form),
        schema_version=form.read_attribute("schemaVersion", count),
        cycle=information.count("Cycle"),
        targets=() if targets is None else read_targets(targets),
        observations=() if requests is None else read_observations(requests, statuses),
        links=Links.model_construct() if links is None else read_links(links),
    )
    _note_repeated(form, "Target Number", (t.number for t in proposal.targets))
    _note_repeated(form, "Observation Number", (o.number for o in proposal.observations))
    return proposal.model_copy(update={"oddities": tuple(dict.fromkeys(reading.oddities))})


def _check_root(root: etree._Element, member: str | None) -> None:
    name = local_name(root)
    if name.upper().startswith("HST"):
        raise UnreadableProposal(
            f"This is a Hubble proposal (its root element is {name[:60]}); "
            "aptcheck reads JWST proposals only.",
            member=member,
        )
    if name != _ROOT:
        raise UnreadableProposal(
            f"This is not a JWST proposal: its root element is {name[:60]}, not {_ROOT}. "
            "Use the .aptx file, or the .xml that APT exports.",
            member=member,
        )
    prefix = root.tag.rpartition("}")[0]
    bare = f"{prefix}}}" if prefix else ""
    if prefix != f"{{{_NAMESPACE}" and root.find(f"{bare}DataRequests") is None:
        raise UnreadableProposal(
            f"The root element is {_ROOT}, but it is not in APT's namespace ({_NAMESPACE}) "
            "and has no DataRequests; it was not written by APT.",
            member=member,
        )


def _program(information: Form) -> str | None:
    """Return the proposal ID without leading zeros; APT writes 0 for a draft."""
    text = information.text("ProposalID")
    return (text.lstrip("0") or None) if text else None


def _category(information: Form) -> str | None:
    """Return the category: a text from schema 42 on, the name of an element before that."""
    form = information.form("ProposalCategory")
    if form is None:
        return None
    return information.text("ProposalCategory") or next(iter(form.names), None)


def _exclusive_months(information: Form) -> int | None:
    """Return the exclusive access period: ``C[12 Months]``, ``O[0 Months]``."""
    found = re.search("([0-9]{1,3}) Month", information.text("ProprietaryPeriod") or "")
    return int(found[1]) if found else None


def _apt_version(form: Form) -> str | None:
    """Return ``2026.5.1`` from ``"Version 2026.5.1  JWST PRD: ..."``."""
    words = (form.attribute("APTVersion") or "").removeprefix("Version").split()
    return words[0] if words else None


def _note_repeated(form: Form, name: str, numbers: Iterable[int | None]) -> None:
    for number, times in Counter(n for n in numbers if n is not None).items():
        if times > 1:
            form.odd(name, f"{number}, given {times} times")
