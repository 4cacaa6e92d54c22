"""The mode of an observation; a mode is loaded when its first observation is met."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from aptcheck.mode_names import EVERY_MODE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.geometry.footprint import Field
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.observatory.siaf import Aperture

__all__ = ["aperture_of", "demand_aperture", "field_of", "mode_named", "mode_of", "modes_of"]

#: The folder of each mode, and the field of an observation that has its form.
_HOMES: dict[ModeName, tuple[str, str]] = {
    "miri-mrs": ("mrs", "mrs"),
    "miri-imaging": ("miri_imaging", "imaging"),
    "miri-coronagraphy": ("miri_coronagraphy", "coronagraphy"),
    "miri-lrs-slit": ("miri_lrs", "lrs"),
    "miri-lrs-slitless": ("miri_lrs", "lrs"),
    "nirspec-ifu": ("nirspec_ifu", "ifu"),
    "nirspec-fs": ("nirspec_fixed_slits", "fixed_slits"),
}


@cache
def mode_named(name: ModeName) -> Mode:
    """Return the mode with a name."""
    modes: tuple[Mode, ...] = import_module(f"aptcheck.modes.{_HOMES[name][0]}.mode").MODES
    return next(mode for mode in modes if mode.name == name)


def mode_of(observation: Observation) -> Mode | None:
    """Return the mode of an observation, None if aptcheck does not judge it."""
    known = observation.worked_out
    if "mode" not in known:
        forms = (
            mode_named(name)
            for name, (_, form) in _HOMES.items()
            if getattr(observation, form) is not None
        )
        known["mode"] = next((mode for mode in forms if mode.is_taken(observation)), None)
    found: Mode | None = known["mode"]
    return found


def modes_of(observations: Iterable[Observation]) -> tuple[Mode, ...]:
    """Return the modes of some observations, each once, in the order of reports."""
    found = {mode.name: mode for mode in map(mode_of, observations) if mode is not None}
    return tuple(found[name] for name in EVERY_MODE if name in found)


def aperture_of(observation: Observation) -> Aperture:
    """Return the aperture on an observation's target; APT asks for position angles of it.

    For an observation that aptcheck does not judge, this is that of the MRS.
    """
    return (mode_of(observation) or mode_named("miri-mrs")).aperture(observation)


def field_of(observation: Observation) -> Field:
    """Return the field of an observation about its target.

    Raises
    ------
    ValueError
        There is none, or it is not known: a fragment that says why.
    """
    return (mode_of(observation) or mode_named("miri-mrs")).field(observation)


def demand_aperture(observation: Observation) -> None:
    """Make sure that an observation's own aperture is on its target.

    Raises
    ------
    ValueError
        Another one is, or aptcheck does not judge its mode: a fragment that says so.
    """
    (mode_of(observation) or mode_named("miri-mrs")).demand_aperture(observation)
