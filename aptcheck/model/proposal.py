"""A whole proposal."""

from functools import cached_property

from aptcheck.model.links import Links
from aptcheck.model.observation import Observation
from aptcheck.model.place import Node, Oddity
from aptcheck.model.target import Target, TargetGroup, TargetReference
from aptcheck.wording import count

__all__ = ["Proposal"]


class Proposal(Node):
    """What one APT file says.

    ``program`` is the proposal ID as text, None for a draft (APT writes 0). ``category`` is the
    proposal category (GO, GTO, COM, CAL, ...); ``exclusive_months`` is the exclusive access period,
    None if the file does not say. ``targets`` and ``observations`` are sorted by number, whatever
    their order in the file; those with the same number keep their order.
    """

    program: str | None = None
    title: str | None = None
    category: str | None = None
    apt_version: str | None = None
    schema_version: int | None = None
    cycle: int | None = None
    exclusive_months: int | None = None
    targets: tuple[Target, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    observations: tuple[Observation, ...] = ()
    links: Links = Links.model_construct()
    oddities: tuple[Oddity, ...] = ()

    def __repr__(self) -> str:
        name = f"{self.program or 'draft'} {self.title or '':.80}".strip()
        return f"<Proposal {name!r}: {count(self.observations, 'observation')}>"

    def __str__(self) -> str:
        return repr(self)

    @cached_property
    def _targets_by_number(self) -> dict[int, Target]:
        return {t.number: t for t in reversed(self.targets) if t.number is not None}

    @cached_property
    def _observations_by_number(self) -> dict[int, Observation]:
        return {o.number: o for o in reversed(self.observations)}

    @property
    def live_mrs(self) -> tuple[Observation, ...]:
        """The observations whose MRS spectra are still to be taken, or have been, in order."""
        return tuple(o for o in self.observations if o.is_live_mrs)

    @cached_property
    def restricted(self) -> frozenset[int]:
        """The numbers of observations still to be taken that restrict dates or angles."""
        return frozenset(
            o.number
            for o in self.observations
            if o.requirements.asks_when and not (o.is_out or o.is_executed)
        )

    def target(self, reference: TargetReference | int | None) -> Target | None:
        """Return the target that a reference names, None if it is not in the file."""
        number = reference.number if isinstance(reference, TargetReference) else reference
        return None if number is None else self._targets_by_number.get(number)

    def observation(self, number: int | None) -> Observation | None:
        """Return an observation by its number, None when there is none."""
        return None if number is None else self._observations_by_number.get(number)

    def target_of(self, observation: Observation) -> Target | None:
        """Return the target an observation points at."""
        return self.target(observation.target)
