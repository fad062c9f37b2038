"""The gradients of the heads against autograd by hand, and against the gradient that training takes."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from core.config import BLOCK_NAMES, TrainConfig
from core.explain.gradients import Gradients, measure_gradients
from core.model.googlenet import GoogLeNet, build_googlenet
from core.model.weights import freeze
from core.training.objective import objective


@pytest.fixture(scope="module")
def images() -> Tensor:
    return torch.randn(4, 3, 64, 64, generator=torch.Generator().manual_seed(2))


@pytest.fixture(scope="module")
def labels() -> Tensor:
    return torch.tensor([0, 2, 1, 2])


def network(architecture: str, *, aux_heads: bool = True) -> GoogLeNet:
    torch.manual_seed(3)
    return build_googlenet(architecture, 3, aux_heads=aux_heads)


def without_dropout(model: GoogLeNet) -> GoogLeNet:
    model = copy.deepcopy(model).train()
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return model


def gathered(model: GoogLeNet, loss: Tensor) -> dict[str, Tensor]:
    """The gradient of each block's parameters as one long vector, as `backward` gathers it."""
    model.zero_grad()
    loss.backward(retain_graph=True)
    return {
        block: torch.cat(
            [(torch.zeros_like(p) if p.grad is None else p.grad).flatten() for p in part.parameters()]
        ).double()
        for block, part in model.named_children()
        if block in BLOCK_NAMES
    }


@pytest.mark.parametrize("architecture", ["notes", "modern", "paper"])
def test_each_heads_gradient_is_that_of_its_loss_alone(
    architecture: str, images: Tensor, labels: Tensor
) -> None:
    """Batch normalisation and all: what `backward` gathers in a network in training mode, without dropout."""
    model = network(architecture)
    found = measure_gradients(model, images, labels, label_smoothing=0.1)
    reference = without_dropout(model)
    outputs = reference(images)._asdict()
    by_hand = {
        head: gathered(reference, F.cross_entropy(logits, labels, label_smoothing=0.1))
        for head, logits in outputs.items()
    }
    for head, expected in by_hand.items():
        norms = [expected[block].norm().item() for block in BLOCK_NAMES]
        assert found.norms[head] == pytest.approx(norms, rel=1e-3, abs=1e-9), head
    for (one, other), cosines in found.cosines.items():
        for block, cosine in zip(BLOCK_NAMES, cosines, strict=True):
            a, b = by_hand[one][block], by_hand[other][block]
            if a.norm() == 0 or b.norm() == 0:
                assert cosine is None
            else:
                assert cosine == pytest.approx(F.cosine_similarity(a, b, dim=0).item(), abs=1e-3)


def test_the_heads_reach_what_lies_before_them(images: Tensor, labels: Tensor) -> None:
    found = measure_gradients(network("notes"), images, labels)
    reached = {
        head: [block for block, norm in zip(BLOCK_NAMES, norms, strict=True) if norm > 0]
        for head, norms in found.norms.items()
    }
    assert reached["main"] == list(BLOCK_NAMES)
    assert reached["aux1"][-1] == "inception4a" and reached["aux2"][-1] == "inception4d"
    assert len(reached["aux1"]) == 6 and len(reached["aux2"]) == 9


def test_the_weighted_gradients_add_up_to_that_of_the_total(images: Tensor, labels: Tensor) -> None:
    """|sum of w g|^2 = sum of w w' |g| |g'| cos(g, g'), for the objective that training makes small."""
    model = network("modern")
    config = TrainConfig(Path("pictures"), aux1_weight=0.3, aux2_weight=0.7)
    found = measure_gradients(model, images, labels)
    reference = without_dropout(model)
    total = gathered(reference, objective(reference(images), labels, config).total)
    weights = {"main": 1.0, "aux1": 0.3, "aux2": 0.7}
    for number, block in enumerate(BLOCK_NAMES):
        assert squared(found, weights, number) ** 0.5 == pytest.approx(total[block].norm().item(), rel=1e-3)


def squared(found: Gradients, weights: dict[str, float], block: int) -> float:
    pulls = {head: weights[head] * norms[block] for head, norms in found.norms.items()}
    crossed = sum(
        2 * pulls[one] * pulls[other] * (cosines[block] or 0.0)
        for (one, other), cosines in found.cosines.items()
    )
    return sum(pull**2 for pull in pulls.values()) + crossed


def test_frozen_blocks_get_nothing_and_keep_their_statistics(images: Tensor, labels: Tensor) -> None:
    model = network("modern")
    with torch.no_grad():
        model.conv1.bn.running_mean.normal_(generator=torch.Generator().manual_seed(5))
    freeze(model, "conv3")
    found = measure_gradients(model, images, labels)
    assert found.norms["main"][:3] == (0, 0, 0)
    reference = without_dropout(model)  # in training mode frozen layers use what they have counted
    loss = F.cross_entropy(reference(images).main, labels)
    expected = gathered(reference, loss)["inception3a"].norm().item()
    assert found.norms["main"][3] == pytest.approx(expected, rel=1e-3)
    assert not any(p.requires_grad for p in model.conv1.parameters())


def test_a_network_without_heads(images: Tensor, labels: Tensor) -> None:
    found = measure_gradients(network("notes", aux_heads=False), images, labels)
    assert list(found.norms) == ["main"] and found.cosines == {}


@pytest.mark.parametrize("architecture", ["notes", "modern"])
def test_measuring_leaves_no_trace(architecture: str, images: Tensor, labels: Tensor) -> None:
    model = network(architecture).train()
    objective(model(images), labels, TrainConfig(Path("pictures"))).total.backward()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    gradients = {name: p.grad.clone() for name, p in model.named_parameters()}
    modes = [module.training for module in model.modules()]
    random = torch.get_rng_state()
    measure_gradients(model, images, labels)
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, before[name]), name
    for name, parameter in model.named_parameters():
        assert torch.equal(parameter.grad, gradients[name]), name
    assert [module.training for module in model.modules()] == modes
    assert torch.equal(torch.get_rng_state(), random)
