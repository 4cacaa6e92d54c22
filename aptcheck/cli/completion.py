"""``aptcheck completion``: the script that lets a shell complete commands and options."""

from __future__ import annotations

import sys

import click
from click.shell_completion import ShellComplete, get_completion_class

__all__ = ["command"]


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script for a shell.

    bash: eval "$(aptcheck completion bash)" in ~/.bashrc. zsh: the same in ~/.zshrc, after
    compinit. fish: aptcheck completion fish > ~/.config/fish/completions/aptcheck.fish
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"there is no completion for {shell}.")
    made = completion(context.find_root().command, {}, "aptcheck", "_APTCHECK_COMPLETE")
    # The base method: the one for bash would start a bash just to ask for its version.
    sys.stdout.write(ShellComplete.source(made) + "\n")
    return 0
