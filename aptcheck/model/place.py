"""Where something is in a proposal: for a machine (line) and for a person (trail)."""

from typing import Any, Self, cast

from aptcheck.model.part import Part

__all__ = ["Node", "Oddity", "Place"]


class Place(Part):
    """The position of one XML element.

    ``element`` counts elements in document order from 0, so a column can be found later in one
    pass over the bytes; ``trail`` names the forms to open in APT, outermost first.
    """

    line: int | None = None
    element: int | None = None
    trail: str = ""


class Node(Part):
    """A part of the proposal that remembers its place.

    ``unread`` names values that are given here but cannot be read or are beyond every limit: they
    are unknown, which is not the same as a field left empty.
    """

    place: Place = Place.model_construct()
    unread: tuple[str, ...] = ()

    def changed(self, **values: Any) -> Self:  # noqa: ANN401 - of any field
        """Return this with some other values, built anew.

        A copy would keep what was worked out from the old values.
        """
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return cast("Self", type(self).model_construct(**kept | values))


class Oddity(Node):
    """A value outside the vocabulary, or one that could not be read; the text is kept."""

    field: str
    text: str
    known: tuple[str, ...] = ()
    observation: int | None = None
