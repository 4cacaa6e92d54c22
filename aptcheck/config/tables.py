"""The settings of a team, table by table; docs/configuration.md explains each key.

Values keep their TOML type: a text is not taken as a number, nor a number as true. As in
`aptcheck.model`, annotations are not postponed.
"""

import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    field_validator,
    model_validator,
)

from aptcheck.finding import Severity

__all__ = ["Config", "IntentSetting", "Profile", "SuppressionSetting", "Thresholds"]

Profile = Literal["draft", "default", "submit"]
Strategy = Literal["auto", "pixel", "master", "annulus", "external", "shadow", "none"]
SourceClass = Literal[
    "auto", "isolated-point", "faint-point", "point-in-extended", "extended", "faint-extended"
]
Number = Annotated[float, Strict()]
#: No number in APT has more digits, and no message needs to show more.
Whole = Annotated[int, Strict(), Field(le=999_999_999)]
Flag = Annotated[bool, Strict()]

_DEGREE = 3600.0  # arcsec
_CYCLE = re.compile(r"cycle ([1-9][0-9]?)", re.IGNORECASE)
#: The first of each two must not exceed the second.
_ORDERED = (
    ("separation_info_arcmin", "separation_warning_arcmin"),
    ("min_groups", "max_groups_fastr1"),
    ("depth_ratio_min", "depth_ratio_max"),
)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class IntentSetting(_Table):
    """What the proposer intends for an observation; see docs/configuration.md."""

    strategy: Strategy = "auto"
    source_class: SourceClass = "auto"
    bright: Flag = False
    extent_arcsec: Number | None = Field(default=None, ge=0, le=_DEGREE, allow_inf_nan=False)


class Thresholds(_Table):
    """Limits that have no single published value, each with the value that aptcheck uses.

    Separation in arcmin and its slack for rounded coordinates in arcsec ("generally within 1-2
    arcmin", JDox "MIRI MRS Dedicated Sky Observations", read 2026-11); Ngroups from the JDox MIRI
    readout pages; the background-light fraction, the fraction of the 10 sigma limit that wings may
    contribute, the control cone, the radius for extended sources and the extent assumed for a
    source of unknown extent when suggesting a background are aptcheck's own. A radius is at most a
    degree, so that a catalogue can answer.
    """

    separation_info_arcmin: Number = Field(default=2.0, gt=0, allow_inf_nan=False)
    separation_warning_arcmin: Number = Field(default=10.0, gt=0, allow_inf_nan=False)
    separation_slack_arcsec: Number = Field(default=0.5, ge=0, allow_inf_nan=False)
    min_groups: Whole = Field(default=5, ge=1)
    min_groups_slowr1: Whole = Field(default=10, ge=1)
    max_groups_fastr1: Whole = Field(default=180, ge=1)
    depth_ratio_min: Number = Field(default=0.9, gt=0, allow_inf_nan=False)
    depth_ratio_max: Number = Field(default=1.5, gt=0, allow_inf_nan=False)
    background_exposures_min: Whole = Field(default=8, ge=1)
    background_light_fraction: Number = Field(default=0.10, gt=0, allow_inf_nan=False)
    wing_limit_fraction: Number = Field(default=0.005, gt=0, allow_inf_nan=False)
    neighbour_radius_arcsec: Number = Field(default=30.0, ge=0, le=_DEGREE, allow_inf_nan=False)
    control_radius_arcsec: Number = Field(default=300.0, gt=0, le=_DEGREE, allow_inf_nan=False)
    unknown_extent_arcsec: Number = Field(default=10.0, ge=0, le=_DEGREE, allow_inf_nan=False)

    @model_validator(mode="after")
    def _in_order(self) -> "Thresholds":
        for low, high in _ORDERED:
            below, above = getattr(self, low), getattr(self, high)
            if below > above:
                stated = (self._stated(low, below), self._stated(high, above))
                raise ValueError(
                    f"{low} ({stated[0]}) is above {high} ({stated[1]}); "
                    f"set both, the first no larger than the second"
                )
        return self

    def _stated(self, key: str, value: float) -> str:
        return f"{value:g}" if key in self.model_fields_set else f"{value:g} by default"


class SuppressionSetting(_Table):
    """A finding that the team has judged: which, where, why, and until when.

    ``code`` is a rule's whole code. ``observation``, ``target`` and ``proposal`` (names with ``*``
    and ``?``; ``proposal`` is a file name, or a path from the configuration's folder) narrow it,
    each if given. ``until`` is the last day on which it applies, or a cycle such as "Cycle 6": it
    then ends when that cycle begins, and in proposals of that cycle.
    """

    code: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)]
    observation: Whole | None = None
    target: str | None = None
    proposal: str | None = None
    until: date | str | None = None

    @field_validator("until", mode="before")
    @classmethod
    def _date_or_cycle(cls, value: object) -> object:
        if isinstance(value, str):
            if _CYCLE.fullmatch(value.strip()):
                return value.strip()
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass
        elif value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise ValueError("it must be a day or a cycle")

    @property
    def until_cycle(self) -> int | None:
        """The cycle that ends it, None if it ends with a date or never."""
        found = _CYCLE.fullmatch(self.until) if isinstance(self.until, str) else None
        return int(found[1]) if found else None


class Config(_Table):
    """All settings of a team; the command line overrides select, ignore and profile."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile = "default"
    severity: dict[str, Severity] = Field(default_factory=dict)
    intents: dict[str, IntentSetting] = Field(default_factory=dict)
    thresholds: Thresholds = Thresholds.model_construct()
    suppress: tuple[SuppressionSetting, ...] = ()

    @field_validator("select", "ignore")
    @classmethod
    def _one_code_each(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        if any(not code.strip() or "," in code or code != code.strip() for code in codes):
            raise ValueError("each code must be a separate text")
        return codes
