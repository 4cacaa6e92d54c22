"""Time series take no dedicated background."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.sides import Background
from aptcheck.background.wording import numbered
from aptcheck.finding import Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG114", severity=Severity.WARNING)
def tso_background_unused(background: Background, context: Context) -> Iterator[Verdict]:
    """A time series has a dedicated background, which the pipeline will not use.

    ## What
    An MRS science observation with the special requirement Time Series Observation has a declared
    background.

    ## Why
    The pipeline associates no background with time series. The time spent on the sky serves
    reprocessing by hand, or nothing.

    ## How to fix
    Keep the background if you mean to subtract it yourself. Otherwise remove the background
    observation and clear the background checkbox of the target in Fixed Targets; or remove Time
    Series Observation from Special Requirements if it is not one.

    ## Source
    jwst issue 8803; association generator of jwst 3.0.0, run on a pool with TSO science: nothing is
    attached.
    """
    series = tuple(s.number for s in background.sciences if s.observation.requirements.time_series)
    if not series:
        yield NotApplicable("no time series with a background")
        return
    skies = [sky.number for sky in background.skies]
    are = "is a time series" if len(series) == 1 else "are time series"
    yield Fault(
        message=f"{numbered('Observation', series)} {are}: the pipeline will not use the "
        f"background ({numbered('observation', skies)}).",
        fix=f"Keep {numbered('observation', skies)} only to subtract it yourself; else remove it "
        "and clear the background checkbox in Targets, or remove Time Series Observation from "
        f"Special Requirements of {numbered('observation', series)}.",
        at=background.sciences[0].observation,
        observation=skies[0],
        related=series,
    )
