"""The XML of a proposal, shuffled wherever the order does not matter."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from lxml import etree

__all__ = ["shuffled"]


def shuffled(xml: bytes, chance: Random) -> bytes:
    """Shuffle targets, observations in their folders, links, and the entries of these."""
    root = etree.fromstring(xml, etree.XMLParser(huge_tree=True))
    for targets in root.findall("{*}Targets"):
        _shuffle(targets, chance, _is("Target"))
        for target in targets.findall("{*}Target"):
            _shuffle(target, chance, _is("BackgroundTargets"))
    for requests in root.findall("{*}DataRequests"):
        for folder in [requests, *requests.findall("{*}ObservationGroup")]:
            _shuffle(folder, chance, _is("Observation", "ObservationGroup"))
    for links in root.findall("{*}LinkingRequirements"):
        for link in links:
            if link.get("Sequence") != "true":
                _shuffle(link, chance, _is("Observation"))
        _shuffle(links, chance, lambda _: True)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _is(*names: str) -> Callable[[etree._Element], bool]:
    return lambda child: child.tag.rpartition("}")[2] in names


def _shuffle(
    parent: etree._Element, chance: Random, chosen: Callable[[etree._Element], bool]
) -> None:
    children: list[Any] = list(parent)
    places = [n for n, child in enumerate(children) if isinstance(child.tag, str) and chosen(child)]
    for place, other in zip(places, chance.sample(places, len(places)), strict=True):
        children[place] = parent[other]
    parent[:] = children
