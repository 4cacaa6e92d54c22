from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.unread_file import UnreadFile


@rule("CFG004", severity="warning", silenced_by={"selection"})
def unread_configuration(unread: UnreadFile, context: Context) -> Verdicts:
    """A file looks like a configuration and is not read.

    ## What
    A file next to the proposal, or in a folder above it where aptcheck looks for its configuration,
    has almost the name `aptcheck.toml`: with a leading dot, with capitals, with `.txt` appended; or
    `aptcheck.toml` is a folder, or a link to a file that does not exist. Reported once.

    ## Why
    The intents, limits and suppressions in it have no effect.

    ## How to fix
    Rename it to `aptcheck.toml`, all in lower case and without a leading dot, or delete it. If
    there is an `aptcheck.toml` already, copy the missing entries into it.

    ## Source
    aptcheck's own judgement.
    """
    file, read = unread.file, unread.governing
    instead = f"; aptcheck reads {read} instead" if read else ""
    if unread.why == "link":
        why = "it links to a file that does not exist"
        fix = f"Point the link {file} at your configuration, or delete it."
    elif unread.why == "no file":
        why = "it is not a file"
        fix = f"Rename or delete {file}"
        fix += "." if read else ", and put the configuration into a file called aptcheck.toml."
    else:
        why = "the name must be aptcheck.toml"
        fix = f"Rename {file} to aptcheck.toml, or delete it."
        if read:
            fix = f"Move the entries of {file} to {read}, then delete it."
    yield Fault(message=f"{file} is not read: {why}{instead}.", fix=fix, subject=file)
