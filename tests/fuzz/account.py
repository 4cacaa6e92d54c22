"""The account of a run: how many inputs, what was found, what took longest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.events import Done, Lost
from tests.fuzz.timing import Timing

__all__ = ["Account"]

#: Growth of memory by one input that is reported, MB.
_GROWN = 50.0


class Account:
    """Adds up what the processes report."""

    def __init__(self) -> None:
        self._timing = Timing()
        self._inputs: Counter[str] = Counter()
        self._faults: Counter[str] = Counter()
        self._places: dict[str, Path | str] = {}
        self._grown: list[tuple[float, str]] = []

    @property
    def clean(self) -> bool:
        """Whether no input broke a law."""
        return not self._faults

    def add(self, event: object) -> str | None:
        """Count an event, and return a line about it if its fault is new."""
        if isinstance(event, Lost):
            line = f"{event.begun.kind}, input {event.begun.number}: {event.why}"
            self._faults[line] += 1
            self._places[line] = "no case: draw it again with --input"
            return line
        if not isinstance(event, Done):
            return None
        self._inputs[event.kind] += 1
        self._timing.add(event.kind, event.number, event.size, event.seconds)
        if event.grown > _GROWN:
            self._grown.append((event.grown, f"{event.kind}, input {event.number}"))
        if event.fault is None:
            return None
        line = f"{event.kind}: {event.fault}"
        self._faults[line] += 1
        if line in self._places:
            return None
        self._places[line] = event.place or ""
        return f"{line} (input {event.number}, {event.place})"

    def lines(self, seconds: float) -> Iterator[str]:
        """Yield the account of a run that took this many seconds."""
        total = sum(self._inputs.values())
        yield f"{total:,} inputs in {seconds:,.0f} s, {total / max(seconds, 1e-9):.1f} per second:"
        yield "  " + ", ".join(f"{kind} {number:,}" for kind, number in self._inputs.items())
        yield "Time against size:"
        yield from (f"  {times}" for times in self._timing.lines())
        if self._grown:
            yield "Memory that one input added:"
            yield from (f"  {mb:,.0f} MB: {which}" for mb, which in sorted(self._grown)[::-1][:10])
        if self.clean:
            yield "No fault was found."
        for line, number in self._faults.most_common():
            yield f"FAULT, {number} times: {line}\n  {self._places[line]}"
