"""Features: the network's own, and heads that cannot tell whether they sit on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from core.config import BLOCK_NAMES
from core.device import threads
from core.model.features import Features, feature_shapes, features_of, heads_on
from core.model.googlenet import GoogLeNet, build_googlenet
from core.model.weights import freeze


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    with threads(1):
        yield


def network(architecture: str, *, aux_heads: bool = True) -> GoogLeNet:
    torch.manual_seed(0)
    return build_googlenet(architecture, 3, aux_heads=aux_heads)


@pytest.mark.parametrize("architecture", ["paper", "notes", "modern", "imagenet"])
def test_the_heads_on_features_answer_as_the_whole_network(architecture: str) -> None:
    model, images = network(architecture), torch.randn(3, 3, 48, 48)
    features = features_of(model, images)
    with torch.inference_mode():
        whole, alone = model(images, heads=True), heads_on(model, features)
    for ours, theirs in zip(alone, whole, strict=True):
        torch.testing.assert_close(ours, theirs)
    shapes = {head: tuple(part.shape[1:]) for head, part in features._asdict().items()}
    assert shapes == feature_shapes(model)


def test_a_network_without_auxiliary_heads_has_features_of_main_alone() -> None:
    model = network("modern", aux_heads=False)
    features = features_of(model, torch.randn(2, 3, 32, 32))
    assert features.aux1 is None and features.aux2 is None
    assert heads_on(model, features).aux1 is None
    assert feature_shapes(model) == {"main": (1024,)}


@pytest.mark.parametrize("architecture", ["notes", "imagenet"])
def test_heads_learn_from_features_as_through_the_frozen_network(architecture: str) -> None:
    """Dropout and the statistics of the heads' own normalisation included."""
    images, labels = torch.randn(6, 3, 32, 32), torch.tensor([0, 1, 2, 0, 1, 2])
    results = []
    for cached in (False, True):
        model = network(architecture)
        freeze(model, BLOCK_NAMES[-1])
        features = Features(*(part.clone() for part in features_of(model, images) if part is not None))
        learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
        optimizer = torch.optim.SGD(learning, lr=0.1, momentum=0.9)
        torch.manual_seed(4)
        model.train()
        for _ in range(3):
            optimizer.zero_grad()
            outputs = heads_on(model, features) if cached else model(images)
            loss = sum(torch.nn.functional.cross_entropy(logits, labels) for logits in outputs)
            loss.backward()  # type: ignore[union-attr]
            optimizer.step()
        results.append(model.state_dict())
    before = network(architecture).state_dict()
    through, alone = results
    for name, tensor in through.items():
        torch.testing.assert_close(alone[name], tensor, rtol=1e-4, atol=1e-6)
    assert not torch.equal(before["aux1.fc1.weight"], alone["aux1.fc1.weight"])
    assert torch.equal(before["inception5b.branch1.conv.weight"], alone["inception5b.branch1.conv.weight"])
