"""One element of the file, read as a form in APT: named fields and a trail in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from lxml import etree

from aptcheck.apt import values
from aptcheck.apt.bounds import MAX_REPEATS, MAX_TEXT
from aptcheck.apt.reading import Reading
from aptcheck.model import Oddity, Place

__all__ = ["Form", "local_name"]

Value = TypeVar("Value")


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


class Form:
    """An element with its fields, the words that lead to it and its observation.

    Fields are children in the element's own namespace, by local name. A value that is present but
    cannot be read becomes an oddity and reads as None. A field given twice is an oddity too; the
    first one is used. The names of those that read as None are kept.
    """

    __slots__ = ("_fields", "_unread", "element", "observation", "reading", "trail")

    def __init__(
        self,
        element: etree._Element,
        trail: str,
        reading: Reading,
        *,
        observation: int | None = None,
    ) -> None:
        self.element = element
        self.trail = trail
        self.reading = reading
        self.observation = observation
        self._unread: dict[str, None] = {}
        namespace = element.tag.rpartition("}")[0]
        self._fields: dict[str, list[etree._Element]] = {}
        for child in element.iterchildren(etree.Element):
            ahead, _, name = child.tag.rpartition("}")
            if ahead == namespace:
                self._fields.setdefault(name, []).append(child)

    @property
    def place(self) -> Place:
        """A place for a part of the model built from this form."""
        return self.reading.place(self.element, self.trail)

    @property
    def unread(self) -> tuple[str, ...]:
        """The names of the values given that could not be read so far."""
        return tuple(self._unread)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields, each once, in order."""
        return tuple(self._fields)

    def has(self, name: str) -> bool:
        """Whether a field is present, even if empty."""
        return name in self._fields

    def form(self, name: str, trail: str | None = None) -> Form | None:
        """Return the first field of a name as a form, under this trail by default."""
        child = self._only(name)
        return None if child is None else self.opened(child, trail)

    def forms(
        self,
        name: str,
        label: str,
        limit: int = MAX_REPEATS,
        *,
        by: Callable[[etree._Element], Any] | None = None,
    ) -> Iterator[tuple[int, Form]]:
        """Yield the fields of a name, numbered from 1, with ``label`` and number in the trail.

        ``by`` sorts them where their order in the file means nothing; the numbers remain those of
        the file.

        Raises
        ------
        UnreadableProposal
            If there are more than ``limit``.
        """
        numbered = list(enumerate(self._all(name, limit), start=1))
        if by is not None:
            numbered.sort(key=lambda pair: by(pair[1]))
        for index, child in numbered:
            yield index, self.opened(child, f"{self.trail} > {label} {index}")

    def opened(self, element: etree._Element, trail: str | None = None) -> Form:
        """Return an element as a form of the same observation."""
        return Form(
            element,
            self.trail if trail is None else trail,
            self.reading,
            observation=self.observation,
        )

    def text(self, name: str) -> str | None:
        """Return a field's text without surrounding space; None where it is absent or empty."""
        child = self._only(name)
        return None if child is None else self._cut(name, child, child.text)

    def texts(self, name: str) -> list[str]:
        """Return the texts of a repeated field, the empty ones left out."""
        found = (self._cut(name, child, child.text) for child in self._all(name, MAX_REPEATS))
        return [text for text in found if text is not None]

    def own_text(self) -> str | None:
        """Return the text of the element itself."""
        return self._cut(local_name(self.element), self.element, self.element.text)

    def attribute(self, name: str) -> str | None:
        """Return an attribute's value without surrounding space; None if absent or empty."""
        return self._cut(name, self.element, self.element.get(name))

    def read(
        self,
        name: str,
        read: Callable[[str], Value | None],
        known: tuple[str, ...] = (),
    ) -> Value | None:
        """Return a field's value; a text that ``read`` cannot read is an oddity."""
        text = self.text(name)
        return None if text is None else self._read(name, text, read, known)

    def read_attribute(
        self,
        name: str,
        read: Callable[[str], Value | None],
        known: tuple[str, ...] = (),
    ) -> Value | None:
        """Return an attribute's value, as `read` does a field's."""
        text = self.attribute(name)
        return None if text is None else self._read(name, text, read, known)

    def read_own(
        self, read: Callable[[str], Value | None], known: tuple[str, ...] = ()
    ) -> Value | None:
        """Return the value of the element's own text, as `read` does a field's."""
        text = self.own_text()
        return None if text is None else self._read(local_name(self.element), text, read, known)

    def count(self, name: str) -> int | None:
        """Return a field that is a count."""
        return self.read(name, values.count)

    def number(self, name: str, limits: values.Limits = values.ANY) -> float | None:
        """Return a field that is a decimal number; one beyond the limits counts as unreadable."""
        return self.read(name, limits.read, limits.known)

    def word(self, name: str, known: tuple[str, ...]) -> str | None:
        """Return a field in upper case; a word outside ``known`` is kept, and is an oddity."""
        text = self.text(name)
        if text is None:
            return None
        word = values.canonical(values.unwrapped(text))
        if word not in known:
            self.odd(name, text, known)
        return word

    def flag(self, name: str) -> bool | None:
        """Return a field that is ``true`` or ``false``."""
        return self.read(name, _truth, ("true", "false"))

    def flag_attribute(self, name: str) -> bool:
        """Return an attribute that is ``true`` or ``false``; false if absent."""
        return self.read_attribute(name, _truth, ("true", "false")) or False

    def unreadable(self, name: str, text: str, known: tuple[str, ...] = ()) -> None:
        """Note a value that could not be read, so its meaning is not known."""
        self._unread[name] = None
        self.odd(name, text, known)

    def odd(self, name: str, text: str, known: tuple[str, ...] = ()) -> None:
        """Note a value outside the vocabulary, or one that could not be read."""
        element = self._fields.get(name, [self.element])[0]
        self.reading.oddities.append(
            Oddity.model_construct(
                place=self.reading.place(element, self.trail),
                field=name,
                text=_shortened(text),
                known=known,
                observation=self.observation,
            )
        )

    def _only(self, name: str) -> etree._Element | None:
        children = self._fields.get(name)
        if children is None:
            return None
        if len(children) > 1:
            self.odd(name, f"given {len(children)} times; the first was used")
        return children[0]

    def _all(self, name: str, limit: int) -> list[etree._Element]:
        children = self._fields.get(name, [])
        if len(children) > limit:
            raise self.reading.too_many(f"{name} entries in one list", limit)
        return children

    def _read(
        self,
        name: str,
        text: str,
        read: Callable[[str], Value | None],
        known: tuple[str, ...],
    ) -> Value | None:
        value = read(text)
        if value is None:
            self.unreadable(name, text, known)
        return value

    def _cut(self, name: str, element: etree._Element, text: str | None) -> str | None:
        if text is None or not (text := text.strip()):
            return None
        if len(text) > MAX_TEXT:
            self.opened(element).odd(name, f"{text[:200]}… ({len(text):,} characters)")
            return _shortened(text)
        return text


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def _truth(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.lower())
