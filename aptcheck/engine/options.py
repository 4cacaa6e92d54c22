"""What one run of ``check`` is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aptcheck.config import Profile

__all__ = ["Options"]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """Options of a run; None leaves a choice to the configuration.

    ``dates`` is the visibility window as naive UTC, ``today`` the moment the run started.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    config: Path | None = None
    dates: tuple[datetime, datetime] | None = None
    today: datetime = field(default_factory=_now)
