"""Coronagraphic backgrounds repeated in the opposite quadrant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aptcheck.remedies.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.graph import Graph
    from aptcheck.edit import Remedy
    from aptcheck.model import Observation

__all__ = ["repeated"]

#: NO in all published files, YES in one example of a form.
_REPEATED: Final = Change("SecondExposure", "YES")


def repeated(skies: Iterable[Observation], graph: Graph) -> Remedy | None:
    """Return the remedy that repeats backgrounds in the opposite quadrant.

    None if one is also science, or if a form does not say that it is not repeated.
    """
    forms = []
    for sky in skies:
        form = sky.coronagraphy
        if form is None or form.second_exposure is not False or graph.science(sky.number):
            return None
        forms.append(form)
    return _REPEATED.of("unsafe", forms)
