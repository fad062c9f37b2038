from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torchvision.transforms.v2 import functional

from core import device
from core.config import Preprocessing
from core.device import (
    MEMORY_FORMAT,
    autocast,
    choose_device,
    choose_precision,
    describe,
    free_unused,
    network_input,
    threads,
)

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("cuda", "mps", "expected"),
    [(False, False, "cpu"), (True, False, "cuda"), (False, True, "mps"), (True, True, "cuda")],
)
def test_the_fastest_device_is_chosen(
    monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, expected: str
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    assert choose_device().type == expected


@pytest.mark.parametrize(
    ("able", "expected"),
    [({"avx512_bf16": True}, "bf16"), ({"amx_bf16": True, "avx512_bf16": False}, "bf16"), ({}, "fp32")],
)
def test_a_processor_computes_in_bfloat16_where_it_can(
    monkeypatch: pytest.MonkeyPatch, able: dict[str, bool], expected: str
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able, raising=False)
    assert choose_precision(CPU) == expected
    monkeypatch.delattr(torch.cpu, "get_capabilities")
    assert choose_precision(CPU) == "fp32", "an older torch cannot say"


@pytest.mark.parametrize(("native", "expected"), [(True, "bf16"), (False, "fp32")])
def test_a_gpu_computes_in_bfloat16_unless_it_would_emulate_it(
    monkeypatch: pytest.MonkeyPatch, native: bool, expected: str
) -> None:
    def is_supported(including_emulation: bool = True) -> bool:
        return including_emulation or native

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", is_supported)
    assert choose_precision(torch.device("cuda")) == expected
    assert choose_precision(torch.device("mps")) == "fp32"


@pytest.mark.parametrize(("precision", "expected"), [("fp32", torch.float32), ("bf16", torch.bfloat16)])
def test_products_are_computed_in_the_precision_asked_for(precision: str, expected: torch.dtype) -> None:
    a = torch.ones(2, 2)
    with autocast(CPU, precision):
        assert (a @ a).dtype == expected
    assert (a @ a).dtype == torch.float32


@pytest.mark.parametrize("kind", ["cuda", "mps"])
def test_a_gpu_gives_its_spare_memory_back(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    emptied = []
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: emptied.append("cuda"))
    monkeypatch.setattr(torch.mps, "empty_cache", lambda: emptied.append("mps"))
    free_unused(CPU)
    free_unused(torch.device(kind))
    assert emptied == [kind]


def test_devices_are_described(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _device: "Fast One")
    with threads(1):
        assert describe(CPU) == "cpu, 1 threads"
    assert describe(torch.device("cuda")) == "cuda, Fast One"
    assert describe(SimpleNamespace(type="mps")) == "mps"  # type: ignore[arg-type]


def test_threads_are_set_back_even_after_a_failure() -> None:
    before = torch.get_num_threads()
    with pytest.raises(KeyError), threads(before + 1) as count:
        assert count == torch.get_num_threads() == before + 1
        raise KeyError
    assert torch.get_num_threads() == before


def test_no_number_of_threads_leaves_it_to_torch() -> None:
    before = torch.get_num_threads()
    with threads(0) as count:
        assert count == before


@pytest.mark.parametrize(("given", "expected"), [({}, "PASSIVE"), ({"OMP_WAIT_POLICY": "ACTIVE"}, "ACTIVE")])
def test_waiting_threads_leave_the_processor_to_others(given: dict[str, str], expected: str) -> None:
    code = "import os, core; print(os.environ['OMP_WAIT_POLICY'])"
    environment = {name: value for name, value in os.environ.items() if name != "OMP_WAIT_POLICY"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(device.__file__).parents[1],
        env=environment | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_input_is_normalised_as_torchvision_does() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (2, 5, 7, 3), dtype=np.uint8)
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    ours = network_input(pixels, Preprocessing(mean=mean, std=std), CPU)
    plain = functional.to_dtype(torch.tensor(pixels).permute(0, 3, 1, 2), torch.float32, scale=True)
    torch.testing.assert_close(ours, functional.normalize(plain, mean, std), rtol=1e-5, atol=1e-5)
    assert ours.is_contiguous(memory_format=MEMORY_FORMAT)
    assert ours.dtype == torch.float32


def test_pixels_are_left_as_they_are() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(1, 2, 2, 3)
    network_input(pixels, Preprocessing(), CPU)
    assert pixels.ravel().tolist() == list(range(12))


def test_the_notes_scale_to_minus_one_and_one() -> None:
    pixels = np.array([0, 0, 0, 255, 255, 255], np.uint8).reshape(1, 1, 2, 3)
    scaled = network_input(pixels, Preprocessing(), CPU)
    assert scaled.flatten().unique().tolist() == [-1.0, 1.0]
