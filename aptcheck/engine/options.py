"""What one run of ``check`` is asked to do."""

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
    ``baseline`` is the file of findings that no longer weigh.
    ``pictures`` asks for the sky fields of the backgrounds, ready to be drawn.
    ``places`` asks a lock to hold as well what a search for empty sky on these terms needs.
    ``catalogs`` are the catalogues to ask, as after ``--catalog``, their words in any case; None is
    a lock beside the proposal, if there is one. ``fields`` says whether science fields are looked
    at as well.
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
        """Spell the words of catalogues as aptcheck does."""
        if self.catalogs is not None:
            object.__setattr__(self, "catalogs", tuple(map(understood, self.catalogs)))
