from __future__ import annotations

from aptcheck.rules import Background, Context, Fault, Verdicts, applies, rule
from aptcheck.wording import REQUIREMENTS, TARGETS, agree, numbered


@rule("BKG114", severity="warning")
def tso_background_unused(background: Background, context: Context) -> Verdicts:
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
    applies(series, "no time series with a background")
    skies = numbered("observation", [sky.number for sky in background.skies])
    yield Fault(
        message=f"{numbered('Observation', series)} "
        f"{agree(series, 'is a time series', 'are time series')}: the pipeline will not use the "
        f"background ({skies}).",
        fix=f"Keep {skies} only to subtract it yourself; else remove it and clear the background "
        f"checkbox in {TARGETS}, or remove Time Series Observation from {REQUIREMENTS} of "
        f"{numbered('observation', series)}.",
        at=background.sciences[0].observation,
        about=background,
        related=series,
    )
