"""The forms of a proposal: which one an edit changes, its name, and its observations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from aptcheck import apt
from aptcheck.edit import AddCopy, AddElement, SetAttribute, SetField
from aptcheck.model import Observation, Target
from aptcheck.modes.judged import mode_of
from aptcheck.modes.ramps import ramps_of

if TYPE_CHECKING:
    from aptcheck.edit import Edit
    from aptcheck.model import AfterLink, GroupLink, OrientFromLink, Proposal, SameOrientLink
    from aptcheck.model.templates.exposure import Exposure

__all__ = ["Form", "Forms"]

#: What opens as one form in APT: a target, an observation, a link; None is the list of links.
Form: TypeAlias = (
    "Target | Observation | GroupLink | SameOrientLink | AfterLink | OrientFromLink | None"
)

#: Fields of a target that define its position; the others do not affect the telescope.
_POSITION: Final = frozenset(
    {
        "EquatorialCoordinates",
        "RAProperMotion",
        "DecProperMotion",
        "RAProperMotionUnits",
        "DecProperMotionUnits",
        "AnnualParallax",
        "Epoch",
    }
)


class Forms:
    """The forms of a proposal, by the start of their elements in the file."""

    def __init__(self, proposal: Proposal) -> None:
        self._proposal = proposal

    @cached_property
    def _starts(self) -> list[tuple[int, Form]]:
        links, proposal = self._proposal.links, self._proposal
        forms = (*proposal.targets, *proposal.observations, *links.all)
        places: Iterable[tuple[int | None, Form]] = (
            *((form.place.element, form) for form in forms),
            (links.place.element, None),
        )
        found = [(start, form) for start, form in places if start is not None]
        return sorted(found, key=lambda one: one[0])

    def of(self, edit: Edit) -> Form:
        """Return the form that an edit changes."""
        part = edit.after if isinstance(edit, AddCopy) else edit.part
        at = bisect_right(self._starts, part, key=lambda one: one[0]) - 1
        return self._starts[at][1] if at >= 0 else None

    @cached_property
    def _exposures(self) -> dict[int, str]:
        return {
            row.place.element: name
            for observation in self._proposal.observations
            for row, name in _rows(observation)
            if row.place.element is not None
        }

    def exposure(self, part: int) -> str:
        """Return the name of an exposure: its wavelength or filter; nothing for another part.

        It is also empty for a form without a list, where the exposure is the form itself.
        """
        return self._exposures.get(part, "")

    @cached_property
    def _offsets(self) -> frozenset[int | None]:
        offsets = (one.requirements.offset for one in self._proposal.observations)
        return frozenset(one.place.element for one in offsets if one is not None)

    def requirement(self, part: int) -> str:
        """Return which special requirement a part is: an Offset or an Aperture PA Range."""
        return "Offset" if part in self._offsets else "the old Aperture PA Range"

    def touched(self, edits: Iterable[Edit]) -> tuple[Observation, ...]:
        """Return the observations whose execution the edits change, by number."""
        numbers = {number for edit in edits for number in self._numbers(edit)}
        return tuple(one for one in self._proposal.observations if one.number in numbers)

    @cached_property
    def _any_begun(self) -> bool:
        return any(one.is_begun for one in self._proposal.observations)

    def begun(self, edits: Iterable[Edit]) -> tuple[Observation, ...]:
        """Return those of which a visit has been taken among what the edits change, by number."""
        # In most proposals there is none, and an edit of a large link changes hundreds.
        if not self._any_begun:
            return ()
        return tuple(one for one in self.touched(edits) if one.is_begun)

    def _numbers(self, edit: Edit) -> Iterator[int]:
        match self.of(edit):
            case Observation() as observation:
                yield observation.number
            case Target() as target:
                moves = isinstance(edit, SetField | SetAttribute) and edit.field in _POSITION
                observed = self._proposal.observations if moves and target.number else ()
                yield from (one.number for one in observed if one.target_number == target.number)
            case None:
                if isinstance(edit, AddElement):
                    texts = (child.text for child in edit.element.children)
                    yield from (n for n in map(apt.member_number, texts) if n is not None)
            case link:
                yield from link.members

    def linked_with(self, observations: Iterable[Observation]) -> frozenset[int]:
        """Return the numbers of observations and of all those linked to one of them."""
        own = frozenset(one.number for one in observations)
        links = self._proposal.links.all
        return own.union(*(link.members for link in links if own.intersection(link.members)))


def _rows(observation: Observation) -> Iterator[tuple[Exposure, str]]:
    """Yield the exposures of the list of an observation with their names."""
    if observation.mrs is not None:
        for exposure in observation.mrs.exposures:
            yield exposure, exposure.wavelength or f"exposure {exposure.index}"
        return
    mode = mode_of(observation)
    form = mode.template(observation) if mode is not None else None
    if mode is None or form is None or not mode.has_list:
        return
    names = {
        ramp.exposure.index: mode.setting_names([ramp.setting]) for ramp in ramps_of([observation])
    }
    for row in form.exposures:
        yield row, names.get(row.index, f"exposure {row.index}")
