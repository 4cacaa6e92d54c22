"""Check a built proposal with aptcheck's own reader and engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from aptcheck.errors import ConfigError, UsageError
from aptcheck.testing.document import Document
from aptcheck.testing.toml import toml

if TYPE_CHECKING:
    from aptcheck.engine.arguments import Dates
    from aptcheck.results import ProposalReport

__all__ = ["TODAY", "Given", "check"]

Given = Document | str | bytes | PathLike[str]
"""A proposal: as built here, as XML text, as the bytes of a file, or as a path."""

TODAY = datetime(2026, 11, 1)
"""The default day of a check: a result must not depend on when the test runs."""


def check(
    document: Given,
    *,
    catalog: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    fields: Literal["backgrounds", "all"] = "backgrounds",
    dates: Dates | None = None,
    today: datetime = TODAY,
    **configuration: object,
) -> ProposalReport:
    """Check one proposal and return its report.

    Your aptcheck.toml and aptcheck.lock are ignored: only the arguments given here count.

    Parameters
    ----------
    document : Document, str, bytes or path
        The result of `proposal` or `pair`; or XML text, the bytes of an .aptx or .xml file, or a
        path. A string is always text, never a path.
    catalog : str or path, or several
        Catalogue files in which to look for sources, as with ``--catalog``.
    fields : {"backgrounds", "all"}
        "all" checks the fields of science observations too.
    dates : (start, end), optional
        When the programme may be observed, as for `aptcheck.check`; by default its cycle decides.
    today : datetime
        The day of the check, by default 1 November 2026.
    **configuration
        Keys of aptcheck.toml: select, ignore, profile, severity, intents, thresholds, suppress.

    Raises
    ------
    aptcheck.errors.ConfigError
        A wrong key or value in the configuration.
    aptcheck.errors.UsageError
        A rule that does not exist, an unusable catalogue, or a path that cannot be read.
    """
    from aptcheck.engine.arguments import options_of
    from aptcheck.tasks.check import check_paths

    name, content = _named(document)
    with TemporaryDirectory(prefix="aptcheck-") as folder:
        proposal, settings = Path(folder, Path(name).name), Path(folder, "aptcheck.toml")
        proposal.write_bytes(content)
        settings.write_text(toml(configuration), encoding="utf-8")
        asked = options_of(config=settings, catalog=catalog, fields=fields, dates=dates)
        options = replace(asked, catalogs=asked.catalogs or None, today=today)
        try:
            (report,) = check_paths([proposal], options).proposals
        except ConfigError as fault:
            # This temporary file is already deleted: only report which key is wrong.
            place = rf"{re.escape(str(settings))}(, line \d+)?: "
            raise ConfigError(re.sub(place, "", str(fault))) from None
    return replace(report, path=name, configuration=None)


def _named(document: Given) -> tuple[str, bytes]:
    """Return the name of a proposal in reports, and the bytes of its file."""
    if isinstance(document, Document):
        return document.name, document.xml
    if isinstance(document, bytes):
        return "proposal.xml", document
    if isinstance(document, str):
        return "proposal.xml", document.encode()
    try:
        return fspath(document), Path(document).read_bytes()
    except OSError as fault:
        raise UsageError(f"{fspath(document)}: cannot be read ({fault.strerror}).") from None
