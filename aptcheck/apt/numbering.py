"""The order in which targets and observations are read: by number, not by place in the file.

APT writes them as they were created, copied and moved between folders, which says nothing about
the plan.
"""

from __future__ import annotations

from lxml import etree

from aptcheck.apt.values import count

__all__ = ["by_number", "numbers_first"]


def by_number(element: etree._Element) -> tuple[bool, int]:
    """Return a sort key for elements by their field Number; unreadable numbers come last."""
    return numbers_first(count((_number(element) or "").strip()))


def numbers_first(number: int | None) -> tuple[bool, int]:
    """Return a sort key for numbers, with None last."""
    return number is None, number or 0


def _number(element: etree._Element) -> str | None:
    namespace = element.tag.rpartition("}")[0]
    return element.findtext(f"{namespace}}}Number" if namespace else "Number")
