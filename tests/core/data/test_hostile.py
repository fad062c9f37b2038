"""Other people's test files, made to break decoders: each gives a picture or a reason, cheaply."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.data.decode import decode
from core.errors import PictureError
from core.messages import sentence

FOLDER = Path(os.environ.get("NINEFOLD_TEST_DATA", "")) / "hostile_images"
MANIFEST = FOLDER / "MANIFEST.tsv"
MOST_SECONDS = 2
MOST_MEGABYTES = 300

if not os.environ.get("NINEFOLD_TEST_DATA"):
    pytest.skip("NINEFOLD_TEST_DATA does not name the folder with trial data", allow_module_level=True)

with MANIFEST.open(encoding="utf-8", newline="") as manifest:
    ROWS = list(csv.DictReader(manifest, delimiter="\t"))

MEASURE = """
import json, sys, time
from pathlib import Path
from core.data.decode import decode
from core.errors import PictureError

def peak():
    return int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 1024

files = json.load(sys.stdin)
decode(Path(files[0]), 64)
costs = []
for file in files:
    for short_side in (224, None):
        open("/proc/self/clear_refs", "w").write("5")
        before, start = peak(), time.perf_counter()
        try:
            decode(Path(file), short_side)
        except PictureError:
            pass
        costs.append((file, time.perf_counter() - start, peak() - before))
print(json.dumps(costs))
"""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_each_file_is_as_the_manifest_says(row: dict[str, str]) -> None:
    try:
        decoded = decode(FOLDER / row["file"], 224)
    except PictureError as error:
        assert sentence(error.code, error.data)
        assert row["expected"] != "accept"  # no exception is made, though one would be allowed
        return
    assert row["expected"] != "refuse-by-name"
    height, width = decoded.pixels.shape[:2]
    assert width <= decoded.size[0]
    assert height <= decoded.size[1]
    if "16/32-bit" in row["traits"]:
        assert (decoded.pixels < 250).mean() > 0.5


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
def test_no_file_costs_too_much() -> None:
    files = sorted((str(FOLDER / row["file"]) for row in ROWS), key=lambda file: "/ok/" not in file)
    run = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[3],
    )
    costs = json.loads(run.stdout)
    assert len(costs) == 2 * len(ROWS)
    assert [cost for cost in costs if cost[1] > MOST_SECONDS or cost[2] > MOST_MEGABYTES] == []
