"""Where something stands in a proposal: for a machine (line) and for a person (trail)."""

from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict

__all__ = ["Node", "Oddity", "Place"]


class Place(BaseModel):
    """The position of one XML element.

    ``element`` counts elements in document order from 0, so that a column can be found later in
    one pass over the bytes; ``trail`` names the forms a person opens in APT, outermost first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    line: int | None = None
    element: int | None = None
    trail: str = ""


class Node(BaseModel):
    """A part of the proposal that remembers its place.

    ``unread`` names what is given here and cannot be read, or is beyond every bound: what it says
    is not known, which is not the same as a field left empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    place: Place = Place.model_construct()
    unread: tuple[str, ...] = ()

    def changed(self, **values: Any) -> Self:  # noqa: ANN401 - of any field
        """Return the same with some other values, made anew.

        A copy would keep what has been worked out of the old ones.
        """
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return cast("Self", type(self).model_construct(**kept | values))


class Oddity(Node):
    """A value outside the vocabulary, or one that could not be read; the text is kept."""

    field: str
    text: str
    known: tuple[str, ...] = ()
    observation: int | None = None
