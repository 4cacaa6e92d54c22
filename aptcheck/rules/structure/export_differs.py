from __future__ import annotations

from dataclasses import dataclass

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.wording import excerpt, listed


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Export:
    """The exported XML beside an archive, by its name.

    ``differing`` names the parts of the plan that differ; ``unreadable`` says why it could not be
    compared.
    """

    name: str
    differing: tuple[str, ...] = ()
    unreadable: str | None = None


@rule("APT007", severity="info")
def export_differs(export: Export, context: Context) -> Verdicts:
    """The exported XML beside the archive holds another plan.

    ## What
    In a checked folder, `1234.aptx` and `1234.xml` are one proposal: the archive is judged, and the
    export is compared with it. Here the export says something else of the proposal, its targets,
    observations or links, or cannot be read. What APT works out by itself is not compared: visits,
    durations, scheduling windows, the version of APT.

    ## Why
    The export was made before the last change, or changed by hand. Whoever reads it, or sends it
    on, has another plan than the one that was checked.

    ## How to fix
    Export the proposal again (File, Export) or delete the old export. If the two are meant to
    differ, give them different names; then both are judged. So they are when both are named on the
    command line.

    ## Source
    aptcheck's own judgement.
    """
    name = excerpt(export.name)
    if export.unreadable is not None:
        message = f"{name}, the export beside this archive, cannot be read: {export.unreadable}"
    elif export.differing:
        message = (
            f"{name}, the export beside this archive, holds another plan: it differs in "
            f"{listed(export.differing)}. Only the archive was judged."
        )
    else:
        return
    yield Fault(
        message=message,
        fix=f"Export the proposal again with File > Export > XML, or delete {name}.",
        subject=export.name,
    )
