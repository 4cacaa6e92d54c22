"""Proposals whose backgrounds are looked for, with local catalogues about them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.engine.options import Options
from aptcheck.suggestions import SkySearch, Suggestions
from aptcheck.tasks.suggest import suggested_places
from aptcheck.testing import Document

TODAY = datetime(2026, 11, 1)


def searched(
    folder: Path,
    document: Document,
    *catalogues: Path,
    terms: Terms | None = None,
    every: bool = True,
    settings: str = "",
) -> Suggestions:
    """Return what is suggested for a proposal."""
    proposal, configuration = folder / "p.xml", folder / "aptcheck.toml"
    proposal.write_bytes(document.xml)
    configuration.write_text(settings, encoding="utf-8")
    options = Options(
        today=TODAY, catalogs=tuple(map(str, catalogues)) or ("none",), config=configuration
    )
    return suggested_places(proposal, options, terms or Terms(), every=every)


def the_only(found: Suggestions) -> SkySearch:
    """Return the only search."""
    (one,) = found.targets
    return one
