"""The background should be taken near its science."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aptcheck.background.sides import Background
from aptcheck.background.spans import Span, spans
from aptcheck.background.wording import numbered
from aptcheck.config import Thresholds
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict

#: Classes whose emission may reach so far that the sky has to stand farther off; for an unknown
#: class nobody can say, so it is not held against the outer limit either.
_FAR_REACHING = frozenset({"extended", "faint-extended", "point-in-extended", "unknown"})


@rule("BKG601", severity=Severity.INFO, suspected=True)
def separation_large(background: Background, context: Context) -> Iterator[Verdict]:
    """The sky stands far from its science.

    ## What
    More than 2 arcmin (setting `separation_info_arcmin`) lie between the sky and the nearest
    science tile; beyond 10 arcmin (`separation_warning_arcmin`) it is a warning, unless the source
    is extended, sits in extended emission, or its class is not known. Half an arcsecond
    (`separation_slack_arcsec`) is allowed for rounded coordinates. Positions are those of the
    middle of the observing window, with proper motion and Offset. Where an Offset or a mosaic turns
    with the telescope, the mean over all angles counts. Not judged with Primary Channel = Imager.

    ## Why
    Zodiacal light and cirrus change over the sky: far away the background is another one. There is
    no maximum, and a large source may leave no empty sky nearer.

    ## How to fix
    In APT open Targets, the sky target, and choose empty sky 1 to 2 arcmin from the science target,
    with the 2MASS and WISE images of the Aladin view.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("generally be
    within 1–2 arcmin if feasible", read 2026-11). The 10 arcmin are aptcheck's own judgement.
    """
    for use in context.graph.uses(background):
        measured = spans(context.proposal, use, context.separation)
        if not measured:
            yield NotApplicable("with Primary Channel = Imager the position angle decides")
        yield from (NotChecked(span.obstacle) for span in measured if span.obstacle is not None)
        notice = context.thresholds.separation_info_arcmin
        far = [span for span in _nearest(measured) if _beyond(span, notice, context.thresholds)]
        if far:
            yield _fault(far, measured, context)


def _fault(far: list[Span], measured: Iterable[Span], context: Context) -> Fault:
    limits = context.thresholds
    notice, alarm = limits.separation_info_arcmin, limits.separation_warning_arcmin
    grave = [
        span
        for span in far
        if _beyond(span, alarm, limits) and span.intent.source_class not in _FAR_REACHING
    ]
    worst = max(grave or far, key=_arcmin)
    sky, intent = worst.edge.sky, worst.intent
    target = context.proposal.target_of(sky)
    limit = alarm if grave else notice
    targets = {_target(span) for span in far}
    related = sorted({s.edge.science.number for s in measured if _target(s) in targets})
    apart = f"{'up to ' if len(targets) > 1 else ''}{_arcmin(worst):.2f} arcmin"
    return Fault(
        message=f"Background observation {sky.number} stands {apart} from science "
        f"{numbered('observation', related)}{_moment(worst, context)}; "
        f"the limit is {limit:g} arcmin"
        + (f" for source class {intent.source_class}{intent.inferred}." if grave else "."),
        fix=f"In Targets, move the sky target to empty sky within {notice:g} arcmin of the "
        "science; keep it if there is none nearer.",
        severity=Severity.WARNING if grave else Severity.INFO,
        at=target,
        observation=sky.number,
        related=tuple(related),
        target=target.name if target is not None else None,
        evidence=Evidence(measured=round(_arcmin(worst), 4), limit=limit, unit="arcmin"),
    )


def _nearest(measured: Iterable[Span]) -> list[Span]:
    """Keep the nearest observation of each science target: a mosaic may be cut into several."""
    nearest: dict[int | None, Span] = {}
    for span in measured:
        key = _target(span)
        if span.separation is not None and (
            key not in nearest or _arcmin(span) < _arcmin(nearest[key])
        ):
            nearest[key] = span
    return list(nearest.values())


def _target(span: Span) -> int | None:
    target = span.edge.science.target
    return target.number if target is not None else None


def _arcmin(span: Span) -> float:
    return span.separation.arcsec / 60 if span.separation is not None else 0.0


def _beyond(span: Span, limit_arcmin: float, limits: Thresholds) -> bool:
    return _arcmin(span) > limit_arcmin + limits.separation_slack_arcsec / 60


def _moment(span: Span, context: Context) -> str:
    """Name the window whose middle was taken, where a proper motion makes it matter."""
    ends = (span.edge.science, span.edge.sky)
    targets = [context.proposal.target_of(observation) for observation in ends]
    moving = any(target is not None and target.motion.moves for target in targets)
    return f" in the middle of {context.window.origin}" if moving else ""
