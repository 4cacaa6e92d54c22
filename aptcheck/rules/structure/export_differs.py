from __future__ import annotations

from dataclasses import dataclass

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.wording import excerpt, listed


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Export:
    """The exported XML next to an archive, by its name.

    ``differing`` names the parts of the plan that differ; ``unreadable`` says why it could not be
    compared.
    """

    name: str
    differing: tuple[str, ...] = ()
    unreadable: str | None = None


@rule("APT007", severity="info")
def export_differs(export: Export, context: Context) -> Verdicts:
    """The exported XML next to the archive differs from it.

    ## What
    In a checked folder, `1234.aptx` and `1234.xml` are one proposal: aptcheck checks the archive
    and compares the export with it. Here the export differs in the proposal information, targets,
    observations or links, or cannot be read. What APT computes by itself is not compared: visits,
    durations, scheduling windows, the version of APT.

    ## Why
    The export was made before the last change, or changed by hand. Anyone who reads or submits it
    has another plan than the one that was checked.

    ## How to fix
    Export the proposal again (File > Export, xml file) or delete the old export. If the two are
    meant to differ, give them different names: then both are checked. Both are also checked when
    both are named on the command line.

    ## Source
    aptcheck's own judgement.
    """
    name = excerpt(export.name)
    if export.unreadable is not None:
        message = f"{name}, the export next to this archive, cannot be read: {export.unreadable}"
    elif export.differing:
        message = (
            f"{name}, the export next to this archive, differs from it in "
            f"{listed(export.differing)}. Only the archive was checked."
        )
    else:
        return
    yield Fault(
        message=message,
        fix=f"Export the proposal again with File > Export > xml file, or delete {name}.",
        subject=export.name,
    )
