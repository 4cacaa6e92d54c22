"""The entry point: names the commands and turns an error into one line and an exit status.

Nothing but click is imported here, so that ``aptcheck --help`` stays quick.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn, TextIO

import click

from aptcheck.cli.saying import say
from aptcheck.cli.signals import end_status, orderly_end, was_told
from aptcheck.errors import AptcheckError
from aptcheck.project_urls import issues_place
from aptcheck.version import __version__

__all__ = ["main"]

#: Command name -> (attribute of aptcheck.cli.<name>, one line of help).
COMMANDS = {
    "check": "Check proposals: files, folders, or - for standard input.",
    "suggest": "Suggest empty sky positions for the backgrounds of a proposal.",
    "fix": "Write a corrected copy of a proposal.",
    "explain": "Show the page of a rule.",
    "rules": "List the rules.",
    "lock": "Save the catalogue answers in a lock beside the proposals.",
    "diff": "Show what changed between two versions of a proposal.",
    "baseline": "Record today's findings, so that later only new ones count.",
    "visibility": "Show when observations can be made, and at which angles.",
    "footprint": "Write the background fields as DS9 regions.",
    "textconv": "Print a proposal as plain text, for git diff.",
    "schema": "Print a published JSON Schema.",
    "completion": "Print the completion script for a shell.",
}

EXIT_USAGE = 2

#: The disk, a quota or the largest file size is full.
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


class ReaderLeft(Exception):  # noqa: N818 - the name says what happened
    """The reader of our output has left (`| head`)."""


class LazyGroup(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the command names in the order in which a user needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if name not in COMMANDS:
            return None
        module = import_module(f"aptcheck.cli.{name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; catch a reader that left, which click would turn into exit status 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderLeft from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; explain an unknown one."""
        word = args[0]
        if word in COMMANDS or ctx.resilient_parsing or (word.startswith("-") and word != "-"):
            return super().resolve_command(ctx, args)
        raise click.UsageError(_no_command(word, args), ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _no_command(word: str, args: Sequence[str]) -> str:
    # os.path, because a word may be longer than a file name can be
    is_path = os.path.exists(word)  # noqa: PTH110
    if word == "-" or is_path or word.lower().endswith((".aptx", ".xml")):
        from shlex import join

        return f"{word} is not a command; to check it: `aptcheck check {join(args)}`."
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), COMMANDS, n=1)
    hint = f"did you mean {near[0]}?" if near else "`aptcheck --help` lists them."
    return f"there is no command {word!r}; {hint}"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 no finding at or above --fail-on, 1 findings, 2 wrong usage.",
)
@click.version_option(__version__, prog_name="aptcheck")
def cli() -> None:
    """Check the dedicated background observations of JWST proposals before you submit them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; never with a traceback."""
    # Searching all installed packages for pydantic plugins takes longer than a check.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # What a check creates lives until its end, so garbage collection is wasted time.
    gc.set_threshold(50_000, 20, 20)
    _open_closed_streams()
    _buffer_stdout()
    try:
        with orderly_end():
            status = cli.main(args=arguments, prog_name="aptcheck", standalone_mode=False)
            _flush()
        if was_told():
            status = end_status()
        # The same holds when the interpreter exits.
        gc.freeze()
    except click.exceptions.NoArgsIsHelpError as fault:
        click.echo(fault.format_message(), err=True)
        sys.exit(EXIT_USAGE)
    except click.ClickException as fault:
        _fail(fault.format_message())
    except (click.Abort, KeyboardInterrupt):
        _let_go(sys.stdout)
        sys.exit(end_status())
    except AptcheckError as fault:
        _fail(str(fault))
    except (BrokenPipeError, ReaderLeft):
        # No one is left to read a message.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_USAGE)
    except Exception as crash:
        if _is_interruption(crash):
            _let_go(sys.stdout)
            sys.exit(end_status())
        if os.environ.get("APTCHECK_TRACEBACK"):
            raise
        if isinstance(crash, OSError) and crash.errno in _FULL:
            _fail(f"the output cannot be written ({crash.strerror}).")
        if isinstance(crash, FileNotFoundError) and not _has_folder():
            _fail("the folder in which aptcheck runs was deleted; change to another.")
        _fail(
            f"aptcheck itself failed ({type(crash).__name__}: {crash}). Please report this at "
            f"{issues_place()}; APTCHECK_TRACEBACK=1 shows where."
        )
    sys.exit(status if isinstance(status, int) else 0)


def _is_interruption(crash: BaseException) -> bool:
    """Whether it is Ctrl-C while a class was made, of which Python 3.11 makes a RuntimeError."""
    cause = crash.__cause__
    return isinstance(cause, KeyboardInterrupt) or (cause is not None and _is_interruption(cause))


def _has_folder() -> bool:
    """Whether the working folder still exists; without it, relative paths lead nowhere."""
    try:
        os.getcwd()  # noqa: PTH109 - no path is made of it
    except FileNotFoundError:
        return False
    return True


def _open_closed_streams() -> None:
    """Discard what goes to a closed stream (``>&-``): the exit status still counts."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _buffer_stdout() -> None:
    """Write all output: unbuffered, as with ``python -u``, a full disk would cut it."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        # Not detached: whoever asks how wide the terminal is asks the old stream.
        buffer = io.BufferedWriter(stream.buffer)
        sys.stdout = io.TextIOWrapper(buffer, stream.encoding, stream.errors, line_buffering=True)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        _fail(f"the output cannot be written ({fault.strerror}).")


def _fail(sentence: str) -> NoReturn:
    # If standard error is full too, only the exit status remains.
    with suppress(OSError):
        say(sentence)
    _let_go(sys.stdout)
    _let_go(sys.stderr)
    sys.exit(EXIT_USAGE)


def _let_go(stream: TextIO) -> None:
    """Drop what a stream cannot take: the interpreter would retry and spoil the exit status."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
