"""The configuration: aptcheck.toml, or the table [tool.aptcheck] of a pyproject.toml.

A wrong key is an error that names the nearest right one; a wrong value says what is allowed. As in
`aptcheck.model`, annotations are not postponed.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
)

from aptcheck.errors import ConfigError
from aptcheck.finding import Severity

__all__ = [
    "Config",
    "IntentSetting",
    "Profile",
    "SuppressionSetting",
    "Thresholds",
    "candidates",
    "find",
    "load",
    "toml",
]

Profile = Literal["draft", "default", "submit"]
Strategy = Literal["auto", "pixel", "master", "annulus", "external", "shadow", "none"]
SourceClass = Literal[
    "auto", "isolated-point", "faint-point", "point-in-extended", "extended", "faint-extended"
]
_OWN = "aptcheck.toml"
_CYCLE = re.compile(r"cycle ([1-9][0-9]?)", re.IGNORECASE)


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class IntentSetting(_Table):
    """What the proposer means to do with an observation; see docs/configuration.md."""

    strategy: Strategy = "auto"
    source_class: SourceClass = "auto"
    bright: bool = False
    extent_arcsec: float | None = Field(default=None, ge=0, allow_inf_nan=False)


class Thresholds(_Table):
    """Limits that have no single published value, each with the value aptcheck takes for it.

    Separation in arcmin and its slack for rounded coordinates in arcsec ("generally within 1-2
    arcmin", JDox "MIRI MRS Dedicated Sky Observations", read 2026-11); Ngroups from the JDox MIRI
    readout pages; the background-light fraction, the control cone and the bright-neighbour limits
    are aptcheck's own.
    """

    separation_info_arcmin: float = Field(default=2.0, gt=0, allow_inf_nan=False)
    separation_warning_arcmin: float = Field(default=10.0, gt=0, allow_inf_nan=False)
    separation_slack_arcsec: float = Field(default=0.5, ge=0, allow_inf_nan=False)
    min_groups: int = Field(default=5, ge=1)
    max_groups_fastr1: int = Field(default=180, ge=1)
    depth_ratio_min: float = Field(default=0.9, gt=0, allow_inf_nan=False)
    depth_ratio_max: float = Field(default=1.5, gt=0, allow_inf_nan=False)
    background_exposures_min: int = Field(default=8, ge=1)
    background_light_fraction: float = Field(default=0.10, gt=0, allow_inf_nan=False)
    neighbour_radius_arcsec: float = Field(default=30.0, ge=0, allow_inf_nan=False)
    neighbour_flux_mjy: float = Field(default=100.0, gt=0, allow_inf_nan=False)
    control_radius_arcsec: float = Field(default=300.0, gt=0, allow_inf_nan=False)


class SuppressionSetting(_Table):
    """A finding the team has judged: which, where, why, and until when.

    ``code`` is a rule's whole code. ``observation``, ``target`` and ``proposal`` (names with ``*``
    and ``?``; ``proposal`` is a file name, or a path from the configuration's folder) narrow it,
    each where given. ``until`` is the last day it holds, or the cycle, as "Cycle 6", before whose
    beginning and in whose proposals it ends.
    """

    code: str
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3)]
    observation: int | None = None
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
        elif value is None or isinstance(value, date):
            return value
        raise ValueError(f'{value!r} is neither a date such as 2027-06-30 nor "Cycle 6"')

    @property
    def until_cycle(self) -> int | None:
        """The cycle that ends it, None where it ends with a date or never."""
        found = _CYCLE.fullmatch(self.until) if isinstance(self.until, str) else None
        return int(found[1]) if found else None


class Config(_Table):
    """Everything a team can set; the command line overrides select, ignore and profile."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile = "default"
    severity: dict[str, Severity] = Field(default_factory=dict)
    intents: dict[str, IntentSetting] = Field(default_factory=dict)
    thresholds: Thresholds = Thresholds.model_construct()
    suppress: tuple[SuppressionSetting, ...] = ()


def toml(path: Path) -> dict[str, Any]:
    """Read a file of TOML; a `ConfigError` says why it cannot be."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read ({fault.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{path}: is not TOML ({fault}).") from None


#: What reads TOML: who looks for several proposals keeps what has been read.
ReadToml: TypeAlias = Callable[[Path], dict[str, Any]]


def find(start: Path, toml: ReadToml = toml) -> Path | None:
    """Return the configuration that governs a file or folder: the nearest one upwards."""
    for file in candidates(start):
        if file.is_file() and (file.name == _OWN or "aptcheck" in toml(file).get("tool", {})):
            return file
    return None


def candidates(start: Path) -> Iterator[Path]:
    """Yield the files that may hold the configuration of a file or folder, the nearest first."""
    start = start.resolve()
    for folder in (start, *start.parents):
        yield from (folder / _OWN, folder / "pyproject.toml")


def load(path: Path | None, toml: ReadToml = toml) -> Config:
    """Read and validate a configuration; without one, every setting has its default.

    Raises
    ------
    ConfigError
        One sentence that names the file, the key and what is allowed there.
    """
    if path is None:
        return Config.model_construct()
    table = toml(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("aptcheck", {})
    try:
        return Config.model_validate(table)
    except ValidationError as fault:
        raise ConfigError(f"{path}: {_sentence(fault)}") from None


def _sentence(fault: ValidationError) -> str:
    first = fault.errors()[0]
    where = [str(part) for part in first["loc"]]
    if first["type"] != "extra_forbidden":
        return f"{'.'.join(where)}: {first['msg'].removeprefix('Value error, ')}."
    from difflib import get_close_matches

    known = _keys_at(where[:-1])
    near = get_close_matches(where[-1], known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}."
    return f"unknown key {'.'.join(where)!r}; {hint}"


def _keys_at(where: list[str]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {
        "intents": IntentSetting,
        "thresholds": Thresholds,
        "suppress": SuppressionSetting,
    }
    table = tables.get(where[0], Config) if where else Config
    return list(table.model_fields)
