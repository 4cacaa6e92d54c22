"""The exceptions that a caller of aptcheck or an author of rules can meet.

::

    AptcheckError ├── UnreadableProposal     the file is not a JWST proposal that aptcheck can read
    ├── UnwritableEdit         a correction cannot be written into the file │   └──
    UnwritableArchive  nothing can be: the packing of the archive cannot be kept ├── Unknown
    the proposal does not say what a rule needs to know │   └── FieldUnavailable   where a field
    falls, or at which angles, is not known └── UsageError             the request itself is wrong:
    exit status 2
        ├── ConfigError        a wrong key or value in aptcheck.toml
        └── MissingExtra       an optional dependency is not installed

A message is one sentence for the proposer; that of `Unknown` and its subclasses is a fragment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from aptcheck.wording import Reason

__all__ = [
    "AptcheckError",
    "ConfigError",
    "FieldUnavailable",
    "MissingExtra",
    "Unknown",
    "UnreadableProposal",
    "UnwritableArchive",
    "UnwritableEdit",
    "UsageError",
]


#: What the requirements do not leave: an angle, a date, a date in common with linked observations.
Lack: TypeAlias = Literal["angle", "date", "linked date"]


class AptcheckError(Exception):
    """Base of everything that aptcheck raises on purpose."""


class UnreadableProposal(AptcheckError):  # noqa: N818 - the name says what the file is
    """The bytes are not a JWST proposal that aptcheck can read.

    Parameters
    ----------
    reason : str
        A sentence for the proposer.
    member : str or None
        The archive member it happened in.
    line, column : int or None
        Where the reader stopped, counted from 1.
    """

    def __init__(
        self,
        reason: str,
        *,
        member: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.member = member
        self.line = line
        self.column = column


class UnwritableEdit(AptcheckError):  # noqa: N818 - the name says what cannot be done
    """A correction cannot be written into the file; nothing of it was written.

    Parameters
    ----------
    reason : str
        A sentence for the proposer.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unknown(AptcheckError):  # noqa: N818 - not an error: the information is missing
    """The proposal does not say what a rule needs to know; the message is a fragment that says why.

    A rule that raises it is not checked on its subject.
    """


class FieldUnavailable(Unknown):
    """The field of an observation, or its possible dates and angles, are not known.

    Or it is known that it can never be taken. A rule that lets it pass is not checked on its
    subject.

    Parameters
    ----------
    reason : Reason
        A fragment that says why.
    lacks : {"angle", "date", "linked date"}, optional
        Set if the requirements of the proposal leave no angle, no date, or none in common with
        linked observations: a fault with its own finding.
    """

    def __init__(self, reason: Reason, lacks: Lack | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lacks = lacks


class UnwritableArchive(UnwritableEdit):
    """The packing of an archive cannot be kept, so nothing in it can be corrected."""


class UsageError(AptcheckError):
    """The request cannot be done: wrong option, missing path, wrong configuration."""


class ConfigError(UsageError):
    """A configuration file holds a key or a value that aptcheck does not know."""


class MissingExtra(UsageError):  # noqa: N818 - the name says what is missing
    """An optional dependency is missing; the message names the extra that installs it."""

    def __init__(self, purpose: str, extra: str) -> None:
        super().__init__(f'{purpose} needs an extra: pip install "aptcheck[{extra}]".')
        self.extra = extra
