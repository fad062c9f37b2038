"""The deployed network gives the numbers of the network that it was made from."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from core.config import ARCHITECTURE_NAMES, Preprocessing
from core.device import network_input
from core.inference.engine import Engine, OnnxEngine, TorchEngine
from core.model.deploy import deploy
from core.model.googlenet import GoogLeNet, build_googlenet

HEADS = ("main", "aux1", "aux2")


def _trained_like(architecture: str, classes: int = 5) -> GoogLeNet:
    """A network whose statistics, scales and biases are not those it was born with."""
    torch.manual_seed(1)
    model = build_googlenet(architecture, classes).eval()
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            assert module.running_mean is not None and module.running_var is not None
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.1)
        elif isinstance(module, nn.Conv2d) and module.bias is not None:
            nn.init.normal_(module.bias, 0, 0.1)
    return model


@pytest.fixture(scope="module")
def squares() -> dict[int, np.ndarray]:
    rng = np.random.default_rng(2)
    return {size: rng.integers(0, 256, (3, size, size, 3), dtype=np.uint8) for size in (32, 65, 224)}


@pytest.mark.parametrize("size", [32, 65, 224])
@pytest.mark.parametrize("architecture", ARCHITECTURE_NAMES)
def test_every_engine_gives_the_trained_networks_logits(
    architecture: str, size: int, squares: dict[int, np.ndarray]
) -> None:
    preprocessing = Preprocessing(size=size, mean=(0.5, 0.4, 0.3), std=(0.2, 0.3, 0.4))
    model = _trained_like(architecture)
    with torch.no_grad():
        batch = network_input(squares[size], preprocessing, torch.device("cpu"))
        expected = model(batch, heads=True)
    scale = float(expected.main.abs().max())
    deployed = deploy(model, preprocessing, heads=True)
    engines: list[Engine] = [TorchEngine(deployed, torch.device("cpu")), OnnxEngine(deployed, size)]
    for engine in engines:
        found = engine(squares[size], heads=True)
        for head in HEADS:
            wanted = getattr(expected, head).numpy()
            assert np.ptp(wanted, axis=0).max() > 1e-3  # the pictures are told apart at all
            np.testing.assert_allclose(getattr(found, head), wanted, atol=1e-5 * max(1.0, scale), rtol=1e-4)
        alone = engine(squares[size][1:2], heads=False)
        np.testing.assert_allclose(alone.main[0], expected.main[1].numpy(), atol=1e-4, rtol=1e-4)
        assert alone.aux1 is None and alone.aux2 is None


def test_without_heads_their_numbers_are_gone_and_the_source_is_as_it_was() -> None:
    model = _trained_like("modern")
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    deployed = deploy(model, Preprocessing(size=32), heads=False)
    trunk = {name: module for name, module in model.named_modules() if not name.startswith("aux")}
    norms = sum(m.num_features for m in trunk.values() if isinstance(m, nn.BatchNorm2d))
    own = sum(p.numel() for name, p in model.named_parameters() if not name.startswith("aux"))
    # Of the two numbers a channel of its normalisation, a folded layer keeps one: the bias.
    assert sum(p.numel() for p in deployed.parameters()) == own - norms
    assert not any(isinstance(module, nn.BatchNorm2d | nn.Dropout) for module in deployed.modules())
    deployed.conv2.weight.zero_()
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_deploying_draws_no_random_numbers() -> None:
    model = _trained_like("notes")
    state = torch.get_rng_state()
    deploy(model, Preprocessing(size=32), heads=True)
    assert torch.equal(torch.get_rng_state(), state)


def test_a_network_without_heads_has_none_to_answer(squares: dict[int, np.ndarray]) -> None:
    model = build_googlenet("notes", 3, aux_heads=False).eval()
    deployed = deploy(model, Preprocessing(size=32), heads=True)
    for engine in (TorchEngine(deployed, torch.device("cpu")), OnnxEngine(deployed, 32)):
        found = engine(squares[32], heads=True)
        assert found.main.shape == (3, 3)
        assert found.aux1 is None and found.aux2 is None
