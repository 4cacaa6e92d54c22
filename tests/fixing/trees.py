"""Which forms of two proposals differ, judged from their trees alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from aptcheck.wording import numbered

__all__ = ["changed_forms", "differing"]

_NS = "{http://www.stsci.edu/JWST/APT}"


def differing(old: str, new: str) -> set[str]:
    """Return the forms that differ: ``Observation 2``, ``Target NGC-1``, a link, a new one."""
    before, after = forms(old), forms(new)
    found = {
        name for name in {*before, *after} if before.get(name) != after.get(name) and name in before
    }
    fresh = {"Links" if name.startswith("Link") else "Targets" for name in {*after} - {*before}}
    rest = {"elsewhere"} if elsewhere(old) != elsewhere(new) else set()
    return found | fresh | rest


def changed_forms(changes: Iterable[str], outdated: Iterable[int]) -> set[str]:
    """Return the forms that a correction says it changed."""
    return {change.partition(":")[0] for change in changes} | {f"Observation {n}" for n in outdated}


def forms(text: str) -> dict[str, bytes]:
    """Return the content of each form, ignoring white space between its elements."""
    found: dict[str, bytes] = {}
    root = etree.fromstring(text.encode(), etree.XMLParser(remove_blank_text=True))
    for target in root.iterfind(f"{_NS}Targets/{_NS}Target"):
        found[f"Target {target.findtext(f'{_NS}TargetName')}"] = canonical(target)
    for observation in root.iterfind(f"{_NS}DataRequests//{_NS}Observation"):
        if observation.find(f"{_NS}Number") is not None:
            found[f"Observation {observation.findtext(f'{_NS}Number')}"] = canonical(observation)
    for link in root.iterfind(f"{_NS}LinkingRequirements/*"):
        texts = " ".join((*link.attrib.values(), *(child.text or "" for child in link)))
        members = sorted({int(n) for n in re.findall(r"\(Obs (\d+)\)", texts)})
        found[f"Link of {numbered('observation', members)}"] = canonical(link)
    return found


def elsewhere(text: str) -> bytes:
    """Return the content of the rest of a proposal."""
    root = etree.fromstring(text.encode(), etree.XMLParser(remove_blank_text=True))
    for name in ("Targets", "LinkingRequirements"):
        for part in root.iterfind(f"{_NS}{name}"):
            part[:] = []
            part.text = None
    for observation in [*root.iterfind(f"{_NS}DataRequests//{_NS}Observation")]:
        parent = observation.getparent()
        assert parent is not None
        parent.remove(observation)
    return canonical(root)


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, with_tail=False)
