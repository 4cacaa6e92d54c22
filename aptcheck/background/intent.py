"""What the proposer means to do with an observation, set or inferred."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.modes.mrs.source_type import dithered_for

if TYPE_CHECKING:
    from aptcheck.config import IntentSetting
    from aptcheck.model import Observation, Target

__all__ = ["Intent", "resolve"]

_EXTENDED = frozenset({"extended", "faint-extended"})
_POINTS = frozenset({"isolated-point", "faint-point", "point-in-extended"})
_WITHOUT_BACKGROUND = frozenset({"annulus", "external", "none"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Intent:
    """The strategy and source class a rule leans on.

    ``source_class`` is ``unknown`` when nothing tells it. ``class_set`` and ``strategy_set`` say
    whether the configuration stated it; rules that lean on an inferred class say so.
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
    """Return the intent of an MRS observation from its setting, the target, the dither.

    Auto strategy: master where the observation has a background, annulus for a point source without
    one, else master. So has a fixed target for which shadow is set: only what moves has one.
    """
    if setting is None:
        from aptcheck.config import IntentSetting

        setting = IntentSetting.model_construct()
    class_set = setting.source_class != "auto"
    source_class = setting.source_class if class_set else _inferred_class(observation, target)
    moving = target is not None and target.is_moving
    strategy: str = setting.strategy
    strategy_set = strategy != "auto" and (moving or strategy != "shadow")
    if not strategy_set:
        alone = source_class in _POINTS and not has_background
        strategy = "annulus" if alone else "master"
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
    point, extended = (
        dithered_for(observation, kind) for kind in ("POINT SOURCE", "EXTENDED SOURCE")
    )
    if point == extended:
        return "unknown"
    return "isolated-point" if point else "extended"
