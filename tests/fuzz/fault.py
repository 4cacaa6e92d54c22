"""A fault: which law is broken, and how."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Broken", "Fault"]


class Broken(Exception):  # noqa: N818 - a law is
    """A law is broken.

    Parameters
    ----------
    what : str
        What distinguishes this fault from others, without numbers or text of the input.
    detail : str
        For whoever investigates it.
    """

    def __init__(self, what: str, detail: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Fault:
    """A law, and how it was broken; faults that differ only in details are the same."""

    law: str
    what: str
    detail: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.law}: {self.what}"
