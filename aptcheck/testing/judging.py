"""Check a built proposal, with the reader and the engine of the command line."""

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
"""A proposal: built, as the text of the XML, as the bytes of a file, or as the path of one."""

TODAY = datetime(2026, 11, 1)
"""The day of a check unless it names one: a result must not depend on when the test is run."""


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

    No aptcheck.toml and no aptcheck.lock of yours is used: only what you give here.

    Parameters
    ----------
    document : Document, str, bytes or path
        What `proposal` and `pair` build; or the text of the XML, the bytes of an .aptx or .xml
        file, the path of one. A string is text, never a path.
    catalog : str or path, or several
        Catalogue files to look sources up in, as after ``--catalog``.
    fields : {"backgrounds", "all"}
        Whether the fields of science observations are looked at too.
    dates : (start, end), optional
        When the programme may be observed, as `aptcheck.check` takes it; else its cycle decides.
    today : datetime
        The day of the check, 1 November 2026 unless given.
    **configuration
        The keys of aptcheck.toml: select, ignore, profile, severity, intents, thresholds, suppress.

    Raises
    ------
    aptcheck.errors.ConfigError
        A wrong key or value in the configuration.
    aptcheck.errors.UsageError
        A rule that does not exist, a catalogue that cannot be used, a path that cannot be read.
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
            # The file is ours, and gone: what is left to say is which key is wrong.
            place = rf"{re.escape(str(settings))}(, line \d+)?: "
            raise ConfigError(re.sub(place, "", str(fault))) from None
    return replace(report, path=name, configuration=None)


def _named(document: Given) -> tuple[str, bytes]:
    """Return the name by which a report calls a proposal, and the bytes of its file."""
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
