"""``python -m aptcheck``."""

from __future__ import annotations

from aptcheck.cli.main import main

if __name__ == "__main__":
    main()
