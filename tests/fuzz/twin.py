"""The twin's side: a line with path and options in, a line with the result of a check out."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from tests.fuzz.trial import steady, verdict_on

#: The process ends after this many seconds on one input: by then no answer is expected.
_LONGEST = 600


def main() -> None:
    """Answer until the input ends."""
    for line in sys.stdin:
        signal.alarm(_LONGEST)
        path, *arguments = json.loads(line)
        with steady():
            try:
                verdict = verdict_on(Path(path), arguments)
                said = verdict.text if verdict.refusal is None else verdict.refusal
            except Exception as crash:  # noqa: BLE001 - reported to who asked
                said = f"{type(crash).__name__}: {crash}"
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
