"""APT's diagnostics of observations that are mostly in the micrometeoroid avoidance zone.

The programmes were rebuilt from APT's own printouts, which include its diagnostics. One word
identifies a diagnostic here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from aptcheck import apt
from aptcheck.errors import FieldUnavailable
from aptcheck.schedule.micrometeoroid_zone import in_zone
from aptcheck.schedule.observing_window import observing_window
from aptcheck.schedule.schedule import Schedule
from aptcheck.schedule.spans import Span, total_days
from tests.oracle.printed import apt_says, programmes

#: Half angles to compare, degrees: JDox's, and those of other readings.
HALF_ANGLES = (37.5, 60.0, 67.0, 75.0, 80.0, 90.0)
#: The share of its days above which APT diagnoses an observation.
MOST = 0.5
_TODAY = datetime(2026, 11, 1)


@dataclass(frozen=True, kw_only=True)
class Printed:
    """An MRS observation, its windows in its Cycle, and whether APT diagnoses it.

    ``asks`` says whether it sets dates or position angles itself.
    """

    programme: str
    observation: int
    diagnosed: bool
    asks: bool
    spans: tuple[Span, ...]
    place: tuple[float, float]

    def share(self, half_angle_deg: float) -> float:
        """Return the share of its days in the zone, 0 to 1."""
        inside = in_zone(self.spans, *self.place, half_angle_deg)
        return total_days(inside) / total_days(self.spans)


def printed() -> Iterator[Printed]:
    """Yield every MRS observation whose dates are known."""
    said = apt_says()
    for programme, xml in programmes():
        proposal = apt.read_bytes(xml, programme).proposal
        schedule = Schedule(proposal, observing_window(proposal, None, _TODAY))
        for observation in proposal.live_mrs:
            opportunity = schedule.of(observation)
            try:
                left = opportunity.group_windows
            except FieldUnavailable:
                continue
            if not left.days:
                continue
            lines = said.get(programme, {}).get(str(observation.number), {})
            yield Printed(
                programme=programme,
                observation=observation.number,
                diagnosed="micrometeoroid" in str(lines.get("diagnostics")),
                asks=bool(observation.requirements.dates or observation.requirements.orients),
                spans=left.spans,
                place=opportunity.place,
            )
