"""A background that no science observation uses."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.orphans import orphan
from aptcheck.background.wording import listed, numbered
from aptcheck.finding import Severity
from aptcheck.model import Target
from aptcheck.rules.context import Context
from aptcheck.rules.excerpt import excerpt
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG108", severity=Severity.WARNING)
def orphan_background(target: Target, context: Context) -> Iterator[Verdict]:
    """A background is observed, but the target that declares it is not.

    ## What
    A target listed as a background is observed with the MRS, and no target that lists it has an
    MRS science observation. An error where the list sits on a copy: an entry within 5 arcsec of
    the science target that is observed. Silent where another instrument observes the listing
    target.

    ## Why
    The background serves nobody. Most often the science observation points at a second entry of
    the same object, and the box was ticked on the first: then the science gets no background.

    ## How to fix
    In APT open the science target that is observed in Fixed Targets, tick its background checkbox
    and choose the sky target there; clear both on the copy, or delete it.

    ## Source
    aptcheck's own judgement.
    """
    if target.number not in context.graph.listed:
        yield NotApplicable("not listed as a background")
        return
    found = orphan(context.graph, target)
    if found is None:
        return
    skies = tuple(sky.number for sky in found.skies)
    listers = listed([excerpt(lister.name) for lister in found.listers[:12]])
    told = (
        f"{numbered('Observation', skies)} {'is' if len(skies) == 1 else 'are'} the background of "
        f"{listers}, which has no MRS observation{_left(found.lost)}"
    )
    if not found.copied:
        yield Fault(
            message=f"{told}: it serves nobody.",
            fix=f"Add the MRS observation of {listers}, or choose {excerpt(target.name)} beside "
            "the background checkbox of the science target that is observed (Targets).",
            at=found.skies[0],
            observation=skies[0],
            related=skies[1:],
        )
        return
    sciences = tuple(science.number for science in found.copied)
    names = listed(
        list(dict.fromkeys(excerpt(s.target.name) for s in found.copied if s.target is not None))
    )
    yield Fault(
        message=f"{told}; {numbered('observation', sciences)} "
        f"{'points' if len(sciences) == 1 else 'point'} at {names}, another entry at the same "
        "place, and gets no background.",
        fix=f"In Targets, entry {names}, tick the background checkbox and choose "
        f"{excerpt(target.name)}; clear both in entry {listers}.",
        at=found.listers[0],
        observation=skies[0],
        related=sciences,
        severity=Severity.ERROR,
    )


def _left(lost: tuple[int, ...]) -> str:
    if not lost:
        return ""
    verb = "is" if len(lost) == 1 else "are"
    return f" left ({numbered('observation', lost)} {verb} withdrawn, skipped or failed)"
