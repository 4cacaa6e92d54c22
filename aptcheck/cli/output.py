"""Where a report goes: a file, a terminal, a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from aptcheck.engine.destination import Destination, Holds
from aptcheck.engine.writer import Draft
from aptcheck.engine.writer import write as write_file
from aptcheck.errors import UsageError
from aptcheck.report import Look
from aptcheck.report.streamed import in_a_file
from aptcheck.tasks.look_of_file import look_of_file

if TYPE_CHECKING:
    from aptcheck.report.streamed import Piece

__all__ = [
    "OUTPUT",
    "OUTPUT_OR_FOLDER",
    "STDOUT",
    "Outlet",
    "approve",
    "approve_copy",
    "look_of_stderr",
    "look_of_stdout",
    "refuse_terminal",
    "write",
    "write_bytes",
    "write_exact",
]

#: Standard output as a path, whatever it is called.
STDOUT: Final = Path("/dev/stdout")
_NAMES_OF_STDOUT = frozenset({"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
_SLASHES = tuple(filter(None, (os.sep, os.altsep)))


class OutputType(click.ParamType[Path]):
    """A file to write, or where allowed a folder; ``-`` is standard output."""

    name = "file"

    def __init__(self, *, folder: bool = False) -> None:
        self._folder = folder

    def convert(
        self,
        value: object,
        param: click.Parameter | None,  # noqa: ARG002
        ctx: click.Context | None,  # noqa: ARG002
    ) -> Path:
        """Return the path, or raise a `UsageError`; a Path would drop a slash at the end."""
        text = str(value)
        if not text:
            raise UsageError("the output has an empty name; name a file, or - for standard output.")
        if text.endswith(_SLASHES) and not self._folder:
            raise UsageError(f"{text}: names a folder; name a file in it.")
        return STDOUT if text in _NAMES_OF_STDOUT else Path(text)


OUTPUT = OutputType()
OUTPUT_OR_FOLDER = OutputType(folder=True)


def look_of_stdout() -> Look:
    """Return width and colour for standard output."""
    return _look_of(sys.stdout)


def look_of_stderr() -> Look:
    """Return width and colour for standard error."""
    return _look_of(sys.stderr)


def _look_of(stream: TextIO) -> Look:
    """Return the look for a terminal or a pipe: a pipe is plain; NO_COLOR is respected.

    Links are for a terminal only: FORCE_COLOR colours a pipe, whose reader may not know them.
    """
    terminal = stream.isatty()
    colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        colour = True
    width = shutil.get_terminal_size((100, 24)).columns if terminal else 100
    return replace(look_of_file(), width=max(40, width), colour=colour, links=terminal and colour)


def approve(outputs: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """Check, before the work begins, that every report may be written.

    Raises
    ------
    UsageError
        One may not be written; the message says why.
    """
    read = tuple(inputs)
    for output in outputs:
        if output is not None and output != STDOUT:
            Destination(path=output, inputs=read).approved()


def write(
    render: Callable[[Look], Piece],
    output: Path | None,
    *,
    inputs: Iterable[Path] = (),
    holds: Holds = "report",
) -> None:
    """Render for the destination and write there; None is standard output.

    Raises
    ------
    UsageError
        The output must not or cannot be written, or is a terminal and the report no text.
    """
    outlet = Outlet(output, inputs=inputs, holds=holds)
    try:
        outlet.write(render(outlet.look))
        outlet.keep()
    except BaseException:
        outlet.drop()
        raise


class Outlet:
    """Where one report goes, piece by piece; None is standard output.

    A file takes its name only when the report is whole.
    """

    def __init__(
        self, output: Path | None, *, inputs: Iterable[Path] = (), holds: Holds = "report"
    ) -> None:
        self._draft: Draft | None = None
        self.is_stdout = output is None or output == STDOUT
        self.look = look_of_stdout() if self.is_stdout else look_of_file()
        if output is not None and not self.is_stdout:
            self._draft = Draft(Destination(path=output, holds=holds, inputs=tuple(inputs)))

    def write(self, piece: Piece) -> None:
        """Write a piece.

        Raises
        ------
        UsageError
            As `write`.
        """
        if self._draft is not None:
            self._draft.write(in_a_file(piece))
        elif isinstance(piece, str):
            # Bytes, so that a terminal with another encoding cannot fail on a target name.
            _print(piece.encode(sys.stdout.encoding or "utf-8", "replace"))
        else:
            refuse_terminal("a Parquet table")
            _print(piece)

    def keep(self) -> None:
        """Give a file its name."""
        if self._draft is not None:
            self._draft.keep()

    def drop(self) -> None:
        """Remove a file that is not whole."""
        if self._draft is not None:
            self._draft.drop()


def write_bytes(
    content: bytes,
    output: Path | None,
    *,
    what: str = "a PNG picture",
    inputs: Iterable[Path] = (),
) -> None:
    """Write a picture, or other data that is not text, to a file or a pipe.

    Raises
    ------
    UsageError
        The output must not or cannot be written; or standard output is a terminal.
    """
    if output is None or output == STDOUT:
        refuse_terminal(what)
        _print(content)
        return
    write_file(Destination(path=output, inputs=tuple(inputs)), content)


def refuse_terminal(what: str) -> None:
    """Check that standard output, to which data that is not text will be written, can take it.

    Raises
    ------
    UsageError
        Standard output is a terminal.
    """
    if sys.stdout.isatty():
        raise UsageError(f"{what} cannot be shown in a terminal; name a file with --output.")


def write_exact(render: Callable[[Look], str]) -> None:
    """Print what another program may read: UTF-8, but on a terminal in its own encoding."""
    if sys.stdout.isatty():
        write(render, None)
    else:
        _print(render(look_of_stdout()).encode("utf-8", "surrogateescape"))


def approve_copy(inputs: Iterable[Path]) -> None:
    """Check, before the work begins, that standard output is not one of the files to read.

    Raises
    ------
    UsageError
        It is one: the copy would overwrite the proposal.
    """
    Destination(path=STDOUT, holds="proposal", inputs=tuple(inputs)).approved()


def _print(content: bytes) -> None:
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise UsageError(f"the output cannot be written ({fault.strerror}).") from None
