from __future__ import annotations

from aptcheck.rules import Context, Fault, Observation, Verdicts, applies, rule


@rule("OBS101", severity="info")
def unlabelled_observation(observation: Observation, context: Context) -> Verdicts:
    """An observation has no label.

    ## What
    The Label field of an observation is empty.

    ## Why
    APT shows an observation without a label only by its number, and numbers change while you edit.
    Our reviewers ask for labels that say what each observation is for.

    ## How to fix
    In APT, open the observation and fill in Label, such as "NGC-1 background".

    ## Source
    The observatory's own rule.
    """
    applies(not observation.is_executed, f"observation {observation.number} has been taken")
    if not observation.label.strip():
        yield Fault(
            message=f"Observation {observation.number} has no label.",
            fix=f"In observation {observation.number}, fill in Label.",
            at=observation,
            observation=observation.number,
        )
