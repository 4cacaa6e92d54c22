"""Time against size: how long inputs of a kind and size take, and which take far longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

__all__ = ["MULTIPLE", "Timing"]

#: An input is slow if it takes more than this many times as long as others of its kind and size ...
MULTIPLE = 20.0
#: ... and more than this many CPU seconds; below that, the machine's speed decides.
LEAST = 2.0
#: Inputs needed to know how long others take.
ENOUGH = 20
#: Times kept for one kind and size: the median needs no more.
KEPT = 400


@dataclass(slots=True)
class _Bin:
    times: list[float] = field(default_factory=list)
    slowest: float = 0.0
    number: int = 0


@dataclass(slots=True)
class Timing:
    """Times by kind and size; sizes of one bin differ by less than a factor of two."""

    _bins: dict[tuple[str, int], _Bin] = field(default_factory=dict)

    def add(self, kind: str, number: int, size: int, seconds: float) -> bool:
        """Record an input, and return whether it is slow compared with earlier ones."""
        found = self._bins.setdefault((kind, size.bit_length()), _Bin())
        slow = (
            len(found.times) >= ENOUGH
            and seconds > LEAST
            and seconds > MULTIPLE * median(found.times)
        )
        if len(found.times) < KEPT:
            found.times.append(seconds)
        if seconds > found.slowest:
            found.slowest, found.number = seconds, number
        return slow

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind and size: count, median, slowest and its number."""
        for (kind, bits), found in sorted(self._bins.items()):
            yield (
                f"{kind:15} < {1 << bits:>9,} bytes: median {median(found.times):7.3f} s, "
                f"slowest {found.slowest:7.3f} s (input {found.number})"
            )
