"""The options of one run of ``check``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck.catalog.choice import understood

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.contamination.cone_request import Fields
    from aptcheck.contamination.empty_sky.terms import Terms

__all__ = ["Options"]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Options:
    """Options of a run; None leaves a choice to the configuration.

    ``dates`` is the visibility window as naive UTC, ``today`` the moment the run started.
    ``baseline`` is the file of findings that no longer count. ``pictures`` requests the fields of
    the backgrounds, ready to be drawn. ``places`` requests a lock that also serves a search for
    empty sky on these terms. ``catalogs`` are the catalogues to query, as after ``--catalog``, in
    upper or lower case; None means a lock beside the proposal, if there is one. ``fields`` says
    whether to check science fields too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile | None = None
    config: Path | None = None
    dates: tuple[datetime, datetime] | None = None
    catalogs: tuple[str, ...] | None = None
    fields: Fields = "backgrounds"
    baseline: Path | None = None
    today: datetime = field(default_factory=_now)
    pictures: bool = False
    places: Terms | None = None

    def __post_init__(self) -> None:
        """Spell the catalogue words as aptcheck does."""
        if self.catalogs is not None:
            object.__setattr__(self, "catalogs", tuple(map(understood, self.catalogs)))
