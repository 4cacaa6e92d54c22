from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.unread_file import UnreadFile


@rule("CFG004", severity="warning", silenced_by={"selection"})
def unread_configuration(unread: UnreadFile, context: Context) -> Verdicts:
    """A file looks like a configuration and is not read.

    ## What
    A file beside the proposal, or in a folder above it where aptcheck looks for its configuration,
    is called almost `aptcheck.toml`: with a dot in front, with any capitals, with `.txt` behind; or
    `aptcheck.toml` is a folder, or a link to a file that is not there. It is reported once.

    ## Why
    What it says of intents, limits and suppressions has no effect.

    ## How to fix
    Rename it to `aptcheck.toml`, all in small letters and without a dot in front, or delete it. If
    there is an `aptcheck.toml` already, move what is still missing there.

    ## Source
    aptcheck's own judgement.
    """
    file, read = unread.file, unread.governing
    instead = f"; {read} is read instead" if read else ""
    if unread.why == "link":
        why = "it links to a file that is not there"
        fix = f"Point the link {file} at your configuration, or delete it."
    elif unread.why == "no file":
        why = "it is not a file"
        fix = f"Rename or delete {file}"
        fix += "." if read else ", and write the configuration into a file called aptcheck.toml."
    else:
        why = "a configuration is called aptcheck.toml"
        fix = f"Rename {file} to aptcheck.toml, or delete it."
        if read:
            fix = f"Move what {file} says to {read}, then delete it."
    yield Fault(message=f"{file} is not read: {why}{instead}.", fix=fix, subject=file)
