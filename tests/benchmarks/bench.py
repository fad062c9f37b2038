"""`make bench`: speed, smoothness and start-up on this computer, each beside its peer or the idle figure.

Prints; asserts nothing. Needs NINEFOLD_TEST_DATA, a folder with data/flower_photos in it (one sub-folder per
class). Names of parts as arguments run these parts only: startup smoothness throughput share
memory prediction, and race, which takes half an hour and runs on request only.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

PARTS = ("startup", "smoothness", "throughput", "share", "memory", "prediction")


def main() -> int:
    data = os.environ.get("NINEFOLD_TEST_DATA")
    if data is None:
        print("Set NINEFOLD_TEST_DATA to a folder that has data/flower_photos in it.", file=sys.stderr)
        return 1
    folder = Path(data, "data", "flower_photos").resolve()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores", flush=True)
    failed = 0
    for part in sys.argv[1:] or PARTS:
        print(flush=True)
        with tempfile.TemporaryDirectory(prefix="ninefold-bench-") as home:  # an empty cache, and no traces
            script = Path(__file__).with_name(f"{part}.py")
            own = {"NINEFOLD_HOME": home, "XDG_CONFIG_HOME": home}
            done = subprocess.run([sys.executable, script, folder], env={**os.environ, **own})
            failed |= done.returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
