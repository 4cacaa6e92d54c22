from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import Remedy
from aptcheck.remedies.parts import set_field
from aptcheck.rules import Context, Evidence, Fault, Verdicts, applies, known, rule
from aptcheck.rules.subjects import Background, Observation
from aptcheck.wording import in_mrs_form, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.background.graph import Graph

#: The menu of Primary Channel in APT, by the values in the file.
_SHOWN = {"ALL": "All MRS"} | {f"CHANNEL{n}": f"Channel {n}" for n in range(1, 5)}


@rule("BKG207", severity="info", suspected=True)
def primary_channel_differs(background: Background, context: Context) -> Verdicts:
    """Science and background have different primary channels.

    ## What
    The Primary Channel of the background differs from that of the science, and neither is Imager.

    ## Why
    The primary channel decides which field is on the target and how large the dithers are. For a
    background it changes little, but a difference is seldom intended.

    ## How to fix
    In APT, open the background observation, MIRI Medium Resolution Spectroscopy tab, and set
    Primary Channel to that of the science observation.

    ## Source
    aptcheck's own judgement.
    """
    science = _channels(science.observation for science in background.sciences)
    sky = _channels(background.skies)
    applies(science and sky, "the imager is primary on one side")
    unknown = [o.number for o in background.observations if not _channel(o)]
    known(not unknown, f"{numbered('observation', unknown)}: Primary Channel is not known")
    odd = [channel for channel in sky if channel not in science]
    if not odd:
        return
    first = next(other for other in background.skies if _channel(other) == odd[0])
    yield Fault(
        message=f"Primary Channel is {_shown(odd)} in the background and {_shown(science)} in the "
        "science.",
        fix=in_mrs_form(
            first.number,
            f"set Primary Channel to {_shown(science[:1])} as in observation "
            f"{background.science_numbers[0]}, unless the difference is intended",
        ),
        at=first.mrs,
        about=background,
        observation=first.number,
        evidence=Evidence(odd[0], science[0]),
        cause=(background.sky_numbers, science, sky),
        remedy=Remedy.of(
            "unsafe",
            [
                set_field(other.mrs, "PrimaryChannel", science[0])
                for other in background.skies
                if other.mrs is not None and _channel(other) in odd
            ],
        )
        if len(_channels_of_users(background, context.graph)) == 1
        else None,
    )


def _channels(observations: Iterable[Observation]) -> tuple[str, ...]:
    """Return the MRS channels of some observations, without the imager."""
    return tuple(sorted({_channel(o) for o in observations if not o.imager_primary}))


def _shown(channels: Iterable[str]) -> str:
    return listed(_SHOWN.get(channel, channel) for channel in channels)


def _channel(observation: Observation) -> str:
    return (observation.mrs.primary_channel if observation.mrs is not None else None) or ""


def _channels_of_users(background: Background, graph: Graph) -> tuple[str, ...]:
    """Return the MRS channels of all users of the background; none where part of it is science."""
    if any(graph.science(sky.number) is not None for sky in background.skies):
        return ()
    users = (user.observation for sky in background.skies for user in graph.users_of(sky))
    own = (science.observation for science in background.sciences)
    return _channels((*users, *own))
