"""`aptcheck suggest` as DS9 regions, to lay over an image in DS9 or Aladin."""

from __future__ import annotations

from aptcheck.report.ds9 import ds9_regions
from aptcheck.report.suggestions.outlines import search_outlines
from aptcheck.suggestions import Suggestions

__all__ = ["render_ds9"]


def render_ds9(suggestions: Suggestions) -> str:
    """Return a DS9 region file of all searches whose target has coordinates."""
    return ds9_regions(circle for one in suggestions.targets for circle in search_outlines(one))
