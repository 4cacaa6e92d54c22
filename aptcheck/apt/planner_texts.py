"""What the Visit Planner stored: up to 17 MB of XML within the XML, read on demand only."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from lxml import etree

from aptcheck.apt.observations import observation_elements
from aptcheck.apt.text import count

__all__ = ["planner_texts"]


def planner_texts(
    root: etree._Element, keys: AbstractSet[tuple[int, int, int]]
) -> dict[tuple[int, int, int], str]:
    """Return the texts stored for ``(program, observation, visit)``.

    They stand under the observation as ``<ToolValue Name="Visit Planner:01263:001:001">``.
    """
    namespace = root.tag.rpartition("}")[0]
    prefix = f"{namespace}}}" if namespace else ""
    requests = root.find(f"{prefix}DataRequests")
    if requests is None:
        return {}
    names: dict[int, dict[str, tuple[int, int, int]]] = {}
    for program, observation, visit in keys:
        name = f"Visit Planner:{program:05d}:{observation:03d}:{visit:03d}"
        names.setdefault(observation, {})[name] = (program, observation, visit)
    found: dict[tuple[int, int, int], str] = {}
    for element in observation_elements(requests):
        wanted = names.get(count(element.findtext(f"{prefix}Number") or "") or -1)
        if wanted:
            for value in element.iter(f"{prefix}ToolValue"):
                key = wanted.get(value.get("Name") or "")
                if key is not None and value.text:
                    found[key] = value.text
    return found
