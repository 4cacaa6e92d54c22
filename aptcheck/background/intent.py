"""What the proposer means to do with an observation, set or inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.judged import mode_of

if TYPE_CHECKING:
    from aptcheck.config import IntentSetting
    from aptcheck.model import Observation, Target

__all__ = ["Intent", "resolve"]

_EXTENDED = frozenset({"extended", "faint-extended"})
_POINTS = frozenset({"isolated-point", "faint-point", "point-in-extended"})
_WITHOUT_BACKGROUND = frozenset({"annulus", "external", "none"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Intent:
    """The strategy and source class that a rule relies on.

    ``source_class`` is ``unknown`` when nothing states or implies it. ``class_set`` and
    ``strategy_set`` say whether the configuration stated it; rules that rely on an inferred class
    say so.
    """

    strategy: str
    source_class: str
    strategy_set: bool = False
    class_set: bool = False
    bright: bool = False
    extent_arcsec: float | None = None

    @property
    def is_extended(self) -> bool:
        """Whether the source class is extended or faint-extended."""
        return self.source_class in _EXTENDED

    @property
    def subtracts_background(self) -> bool:
        """Whether the plan subtracts a background taken in this proposal."""
        return self.strategy not in _WITHOUT_BACKGROUND

    @property
    def inferred(self) -> str:
        """``" (inferred)"`` for a class that the configuration did not state, else nothing."""
        return "" if self.class_set else " (inferred)"


def resolve(
    observation: Observation,
    target: Target | None,
    setting: IntentSetting | None,
    *,
    has_background: bool,
) -> Intent:
    """Return the intent of an observation from its setting, target and dither.

    The auto strategy is what the pipeline does in the mode, and annulus for a point source of the
    MRS without a background. It also replaces shadow for a fixed target, since only a moving target
    has a shadow, and master in a mode without spectra, since a master background is a spectrum.
    """
    mode = mode_of(observation)
    if setting is None:
        from aptcheck.config import IntentSetting

        setting = IntentSetting.model_construct()
    class_set = setting.source_class != "auto"
    source_class = setting.source_class if class_set else _inferred_class(observation, target)
    moving = target is not None and target.is_moving
    strategy: str = setting.strategy
    imaging = mode is not None and mode.source_type is None
    strategy_set = (
        strategy != "auto"
        and (moving or strategy != "shadow")
        and not (imaging and strategy == "master")
    )
    if not strategy_set:
        strategy = "master" if mode is None else mode.strategy
        if source_class in _POINTS and not has_background and observation.is_mrs:
            strategy = "annulus"
    return Intent(
        strategy=strategy,
        source_class=source_class,
        strategy_set=strategy_set,
        class_set=class_set,
        bright=setting.bright or observation.requirements.persistence_risk,
        extent_arcsec=setting.extent_arcsec,
    )


def _inferred_class(observation: Observation, target: Target | None) -> str:
    stated = target.extended if target is not None else None
    if stated == "YES":
        return "extended"
    if stated == "NO":
        return "isolated-point"
    mode = mode_of(observation)
    return (mode.dithered_as(observation) if mode is not None else None) or "unknown"
