"""A report as JSON and back, without loss."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from aptcheck.results import ProposalReport

if TYPE_CHECKING:
    Adapter = TypeAdapter[ProposalReport]

__all__ = ["decoded", "encoded"]


def encoded(report: ProposalReport) -> bytes | None:
    """Return a report as JSON; None if JSON cannot hold it: a path may not be Unicode."""
    try:
        return _adapter().dump_json(report)
    except PydanticSerializationError:
        return None


def decoded(content: bytes) -> ProposalReport | None:
    """Return the report that was encoded; None if the content is not one."""
    try:
        return _adapter().validate_json(content)
    except ValidationError:
        return None


@cache
def _adapter() -> Adapter:
    # Made when needed: that takes longer than to judge a small proposal.
    return TypeAdapter(ProposalReport)
