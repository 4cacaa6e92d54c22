"""How a message names settings, gratings and observations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aptcheck.background.ramps import Setting
from aptcheck.model.mrs import ARMS, GRATINGS, Arm, Grating

__all__ = ["grating_names", "listed", "numbered", "setting_names"]

#: The Wavelength as APT's exposure table shows it.
_NAMES: dict[Grating, str] = {"SHORT": "SHORT(A)", "MEDIUM": "MEDIUM(B)", "LONG": "LONG(C)"}


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def numbered(noun: str, numbers: Sequence[int]) -> str:
    """Return ``observation 2`` or ``observations 2 and 3``."""
    return f"{noun}{'s' if len(numbers) > 1 else ''} {listed([str(n) for n in numbers])}"


def grating_names(gratings: Iterable[Grating]) -> str:
    """Return gratings by APT's names, shortest wavelength first."""
    chosen = set(gratings)
    return listed([_NAMES[grating] for grating in GRATINGS if grating in chosen])


def setting_names(settings: Iterable[Setting]) -> str:
    """Return settings by APT's names; a detector arm is named only where it stands alone.

    ``SHORT(A) and LONG(C)``, or ``SHORT(A); MEDIUM(B) and LONG(C) on the MRS LONG detector``.
    """
    by_arms: dict[tuple[Arm, ...], list[Grating]] = {}
    chosen = set(settings)
    for grating in GRATINGS:
        if arms := tuple(arm for arm in ARMS if (grating, arm) in chosen):
            by_arms.setdefault(arms, []).append(grating)
    return "; ".join(
        grating_names(gratings) + ("" if arms == ARMS else f" on the MRS {arms[0]} detector")
        for arms, gratings in sorted(by_arms.items(), key=lambda item: -len(item[0]))
    )
