"""Values outside the known vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Oddity, Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, Verdict


@rule("APT004", severity=Severity.WARNING)
def unknown_value(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """The file holds a value that aptcheck does not know.

    ## What
    A field of a target, a link or an MRS observation has a value outside the vocabulary seen in
    APT files, or a number, date or angle that cannot be read. The message lists the values that
    are known. The text is kept; a rule that needs it says "not checked". Reported once for each
    value of a vocabulary, with all its fields and observations.

    Known though never seen in a published file, spelling inferred: Primary Channel `IMAGER`,
    Detector `IMAGER`, and any dither optimized for `BACKGROUND` or `DEDICATED-BG`. Target groups
    have not been seen either: they are reported here and not judged.

    ## Why
    Either the file was edited outside APT and the value is a mistake, or APT has learned a word
    that aptcheck has not: then the checks that depend on it did not take place.

    ## How to fix
    Open the file in APT, choose the field's value from its menu and save. If APT itself wrote the
    value, report it to the aptcheck developers.

    ## Source
    170 published APT files of schema 37 to 71; JDox, "MIRI MRS APT Template" and "MIRI Detector
    Readout Overview" (read 2026-11).
    """
    same: dict[tuple[str | tuple[str, ...], str], list[Oddity]] = defaultdict(list)
    for oddity in proposal.oddities:
        # Fields of one vocabulary are filled alike: Subarray, SubarrayLong and SubarrayShort.
        same[oddity.known or oddity.field, oddity.text].append(oddity)
    for (_, text), found in same.items():
        fields = list(dict.fromkeys(oddity.field for oddity in found))
        told = f"{listed(fields)} {'reads' if len(fields) == 1 else 'read'} {excerpt(text)!r}"
        numbers = list(dict.fromkeys(o.observation for o in found if o.observation is not None))
        where = f" in {numbered('observation', numbers)}" if numbers else ""
        known = next((o.known for o in found if o.known), ())
        hint = f" Known: {', '.join(known)}." if known else ""
        yield Fault(
            message=f"{told}{where}, which aptcheck does not understand; what depends on it is not "
            f"checked.{hint}",
            fix=f"Open {found[0].place.trail or 'the proposal'} in APT, choose {listed(fields)} "
            "again and save; if APT wrote this value, report it to the aptcheck developers.",
            at=found[0],
            observation=numbers[0] if numbers else None,
            related=tuple(numbers[1:]),
            subject=f"{fields[0]} {text}",
        )
