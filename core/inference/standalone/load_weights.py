"""Names one picture with weights.safetensors: the whole network in 20 lines of torch, without Ninefold."""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from PIL import Image
from safetensors import safe_open


def network(w: dict[str, torch.Tensor], about: dict[str, str], pixels: torch.Tensor) -> torch.Tensor:
    """The logits (N, classes) of `pixels`, uint8 (N, size, size, 3)."""

    def conv(x: torch.Tensor, name: str, stride: int = 1) -> torch.Tensor:
        kernel = w[f"{name}.weight"]
        return F.relu(F.conv2d(x, kernel, w[f"{name}.bias"], stride, kernel.shape[-1] // 2))

    def norm(x: torch.Tensor) -> torch.Tensor:
        return F.local_response_norm(x, 5, 1e-4, 0.75) if about["architecture"] == "paper" else x

    x = pixels.permute(0, 3, 1, 2) - w["mean"].view(1, 3, 1, 1)
    x = norm(F.max_pool2d(conv(x, "conv1", 2), 3, 2, ceil_mode=True))
    x = F.max_pool2d(norm(conv(conv(x, "conv2"), "conv3")), 3, 2, ceil_mode=True)
    for block in json.loads(about["blocks"]):
        if block.startswith("maxpool"):
            kernel = int(about["last_pool"]) if block == "maxpool4" else 3
            x = F.max_pool2d(x, kernel, 2, ceil_mode=True)
            continue
        name = f"blocks.{block}"
        widths = [w[f"{name}.{part}.weight"].shape[1] for part in ("threes", "fives")]
        ones, threes, fives = conv(x, f"{name}.pointwise").tensor_split([-sum(widths), -widths[1]], dim=1)
        pooled = conv(F.max_pool2d(x, 3, 1, 1), f"{name}.pool_proj")
        x = torch.cat((ones, conv(threes, f"{name}.threes"), conv(fives, f"{name}.fives"), pooled), dim=1)
    return F.linear(x.mean(dim=(2, 3)), w["fc.weight"], w["fc.bias"])


if __name__ == "__main__":
    with safe_open(Path(__file__).with_name("weights.safetensors"), "pt") as file:
        about, weights = file.metadata(), {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    prepared = json.loads(about["preprocessing"])
    size = prepared["size"]
    square = np.array(Image.open(sys.argv[1]).convert("RGB").resize((size, size), Image.Resampling.BILINEAR))
    views = np.stack([square, square[:, ::-1]] if prepared["flip_average"] else [square])
    logits = network(weights, about, torch.from_numpy(views)).mean(dim=0, keepdim=True)
    found = torch.softmax(logits / float(about.get("temperature", 1)), dim=1)[0]
    best = int(found.argmax())
    print(f"{json.loads(about['classes'])[best]}\t{found[best]:.4f}")
