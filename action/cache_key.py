"""Prints the name of the cache of packages: machine, Python, and what is locked."""

from __future__ import annotations

import hashlib
import platform
import sys
from pathlib import Path


def main() -> None:
    """Print it as an output of the step."""
    locked = hashlib.sha256(Path(__file__).with_name("requirements.txt").read_bytes()).hexdigest()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    parts = ("aptcheck", sys.platform, platform.machine(), f"python{version}", locked[:32])
    print(f"key={'-'.join(parts)}")


if __name__ == "__main__":
    main()
