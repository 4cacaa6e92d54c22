"""Target acquisition, as the templates of several modes have it."""

from typing import Literal

from aptcheck.model.place import Node
from aptcheck.model.target import TargetReference

__all__ = ["Acquisition"]


class Acquisition(Node):
    """Target acquisition; ``kind`` decides: under ``none`` the other values are stale.

    ``other`` is a separate target (``"N NAME"`` in the file), ``same`` the observation's own.
    ``method`` is NIRSpec's: WATA; MSATA, which acquires stars around its own pointing and is
    ``same``; NONE and VERIFY_ONLY, which acquire nothing and are ``none``.
    """

    kind: Literal["none", "same", "other", "unknown"] = "unknown"
    text: str = ""
    method: str | None = None
    target: TargetReference | None = None
    filter: str | None = None
    readout: str | None = None
    groups: int | None = None
