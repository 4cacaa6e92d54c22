"""Why something is not known: a fragment, distinguished from a sentence by its type."""

from __future__ import annotations

__all__ = ["Reason"]


class Reason(str):
    """A fragment without a capital and a full stop: ``no catalogue was asked``.

    It completes a sentence or a line of the ledger; `sentence` makes it a sentence.

    Raises
    ------
    ValueError
        The text ends like a sentence.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Reason:
        """Accept a text that is a fragment."""
        if text.endswith("."):
            raise ValueError(f"a reason is a fragment, not the sentence {text!r}")
        return super().__new__(cls, text)

    @property
    def sentence(self) -> str:
        """The reason as a full sentence."""
        return f"{self[:1].upper()}{self[1:]}."
