"""Where and how the network is computed: device, thread count, memory format. Knows no training, no files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from core.config import Preprocessing

MEMORY_FORMAT = torch.channels_last
"""Convolutions are faster this way on a CPU, and decoded pictures lie so in memory anyhow."""


def choose_device() -> torch.device:
    """The fastest device that this computer has."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def describe(device: torch.device) -> str:
    """`device` in a few characters, e.g. "cpu, 2 threads"."""
    if device.type == "cpu":
        return f"cpu, {torch.get_num_threads()} threads"
    if device.type == "cuda":
        return f"cuda, {torch.cuda.get_device_name(device)}"
    return device.type


def choose_precision(device: torch.device) -> str:
    """ "bf16" where `device` multiplies bfloat16 numbers faster than float32, else "fp32".

    That is a GPU from Ampere on, and a processor with AVX512-BF16 or AMX: on one with AVX512-BF16 a training
    step took 0.55 of the time. Elsewhere bfloat16 is emulated, or nobody here has measured it.
    """
    if device.type == "cuda":
        return "bf16" if torch.cuda.is_bf16_supported(including_emulation=False) else "fp32"
    if device.type == "cpu":
        able: Mapping[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()  # an older torch has none
        return "bf16" if able.get("avx512_bf16") or able.get("amx_bf16") else "fp32"
    return "fp32"


def autocast(device: torch.device, precision: str) -> torch.autocast:
    """Within, convolutions and matrix products are computed in `precision` ("fp32", "bf16").

    Weights, gradients and statistics stay float32; losses are to be computed outside, of float32 logits.
    bfloat16 has the range of float32, and so needs no scaled loss.
    """
    return torch.autocast(device.type, torch.bfloat16, enabled=precision == "bf16")


def free_unused(device: torch.device) -> None:
    """Give memory that torch keeps for later back to `device`, so that a smaller batch finds whole pieces."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


@contextlib.contextmanager
def threads(count: int) -> Iterator[int]:
    """Compute with `count` threads inside the block (0: as many as torch chose); gives the number in force.

    The number of threads decides in which order sums are added up, so that a run that goes on elsewhere
    needs the same number to come to the same bits.
    """
    before = torch.get_num_threads()
    if count:
        torch.set_num_threads(count)
    try:
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


def network_input(
    pixels: npt.NDArray[np.uint8], preprocessing: Preprocessing, device: torch.device
) -> torch.Tensor:
    """uint8 pixels (N, H, W, 3) as the network's normalised float32 input (N, 3, H, W), channels last.

    The transposed view of an (N, H, W, 3) array is already in the channels-last layout: nothing is moved.
    """
    mean = torch.tensor(preprocessing.mean, device=device).mul_(255).view(1, 3, 1, 1)
    scale = torch.tensor(preprocessing.std, device=device).mul_(255).reciprocal_().view(1, 3, 1, 1)
    images = torch.from_numpy(pixels).to(device).permute(0, 3, 1, 2).float()
    return images.sub_(mean).mul_(scale)
