"""Which observations of a programme are called a sky, judged by label and target name only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aptcheck.background.sky_phrases import SILENT, Call, Said, says
from aptcheck.background.sky_vocabulary import FILLERS, SKY_WORDS
from aptcheck.background.sky_words import compact, stem, words

__all__ = ["Call", "ObservationName", "called_sky"]

#: How many first words of a name are compared with other names.
_COMPARED = 12

#: The beginnings of the names in a programme, each with its target, None for several.
_Heads = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ObservationName:
    """An observation's label and its target's name, empty where there is none."""

    label: str
    target: str = ""


def called_sky(names: Sequence[ObservationName]) -> tuple[Call, ...]:
    """Return what each observation is called, in the order of ``names``.

    ``names`` are all observations of one mode in a programme, since a name says most next to the
    others:

    - the longer of two names is the sky: where X-BG and X-BG-SKY both occur and X alone does not,
      X-BG is science;
    - a short word glued to a name counts where another observation has that name;
    - a label that all share proves nothing where only some of the targets are called sky.

    Either the target name or the label is enough; a background star or galaxy, in either, is
    science.
    """
    texts = {text for name in names for text in (name.label, name.target)}
    heads = _heads(names)
    read = {text: words(text, heads) for text in texts}
    longer = _named_longer(read.values())

    def said(text: str, target: str) -> Said:
        found = read[text]
        alone = _role(found) in longer and not _of_another(found, target, heads)
        return SILENT if alone else says(found, target, heads)

    targets = [said(name.target, name.target) for name in names]
    labels = [said(name.label, name.target) for name in names]
    if len({compact(name.label) for name in names}) == 1 and len(set(targets)) > 1:
        labels = [SILENT] * len(names)
    return tuple(
        Call.NOT_SKY if target.behind or label.behind else max(target.call, label.call)
        for target, label in zip(targets, labels, strict=True)
    )


def _of_another(found: Sequence[str], target: str, heads: _Heads) -> bool:
    """Whether the text before the sky word names another target, or nothing at all."""
    first = next(at for at, word in enumerate(found) if word in SKY_WORDS)
    own = found[:first]
    return set(own) <= FILLERS or heads.get("".join(own), target) != target


def _heads(names: Iterable[ObservationName]) -> _Heads:
    heads: dict[str, str | None] = {}
    for name in names:
        for text in {name.label, name.target}:
            for head in _beginnings(words(text)[:_COMPARED]):
                heads[head] = name.target if heads.get(head, name.target) == name.target else None
    return heads


def _beginnings(found: Sequence[str]) -> Iterator[str]:
    """Yield the first word, the first two and so on, joined, up to the sky word."""
    for at, word in enumerate(found, start=1):
        if word in SKY_WORDS or (found[at : at + 1] and found[at] in SKY_WORDS):
            return
        yield "".join(found[:at])


def _named_longer(read: Iterable[Sequence[str]]) -> frozenset[tuple[str, ...]]:
    """Return the names with a sky word to which another name adds one more sky word."""
    shorter: set[tuple[str, ...]] = set()
    for found in read:
        skies = [at for at, word in enumerate(found[:_COMPARED]) if word in SKY_WORDS]
        shorter.update(_role(found[:at]) for at in skies[1:])
    return frozenset(shorter)


def _role(found: Sequence[str]) -> tuple[str, ...]:
    """Return the words without the instrument, repeat or number at the end."""
    end = len(found)
    while end > 1 and (stem(found[end - 1]) in FILLERS or found[end - 1].isdigit()):
        end -= 1
    return tuple(found[:end])
