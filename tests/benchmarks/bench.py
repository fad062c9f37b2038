"""`make bench`: speed, smoothness and start-up on this computer, each beside its peer or the idle figure.

Prints; asserts nothing. Needs NINEFOLD_TEST_DATA, a folder with data/flower_photos in it (one sub-folder per
class). Names of parts as arguments run these parts only: throughput smoothness startup.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
import tempfile
from pathlib import Path

PARTS = ("startup", "smoothness", "throughput")


def main() -> None:
    data = os.environ.get("NINEFOLD_TEST_DATA")
    if data is None:
        raise SystemExit("Set NINEFOLD_TEST_DATA to a folder that has data/flower_photos in it.")
    folder = Path(data, "data", "flower_photos").resolve()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory(prefix="ninefold-bench-") as home:
        os.environ["NINEFOLD_HOME"] = home  # an empty cache, and no traces
        for part in sys.argv[1:] or PARTS:
            print()
            importlib.import_module(part).run(folder, Path(home))


if __name__ == "__main__":
    main()
