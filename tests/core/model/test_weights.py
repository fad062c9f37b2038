"""Weights of other networks: what is taken, what is kept, what is refused; and freezing."""

from __future__ import annotations

import pytest
import torch
import torchvision

from core.errors import ModelFileError
from core.model.googlenet import build_googlenet
from core.model.weights import freeze, load_weights


def test_torchvisions_weights_with_another_number_of_classes() -> None:
    torch.manual_seed(0)
    source = torchvision.models.GoogLeNet(9, aux_logits=True, init_weights=False).state_dict()
    model = build_googlenet("imagenet", 4)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    kept = load_weights(model, source)
    classifiers = ["fc.weight", "aux1.fc2.weight", "aux2.fc2.weight"]
    assert [name for name in kept if name.endswith("weight")] == classifiers
    assert len(kept) == 6  # and their biases
    for name, tensor in model.state_dict().items():
        torch.testing.assert_close(tensor, before[name] if name in kept else source[name])


def test_the_same_number_of_classes_keeps_nothing() -> None:
    source = build_googlenet("notes", 4)
    model = build_googlenet("notes", 4)
    assert load_weights(model, source.state_dict()) == ()
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(model.eval()(x).main, source.eval()(x).main)


def test_heads_that_one_side_lacks_are_left_out() -> None:
    with_heads, without = build_googlenet("notes", 4), build_googlenet("notes", 4, aux_heads=False)
    assert load_weights(without, with_heads.state_dict()) == ()
    kept = load_weights(with_heads, without.state_dict())
    assert {name.split(".")[0] for name in kept} == {"aux1", "aux2"}


def test_old_files_without_batch_counters_are_taken() -> None:
    model = build_googlenet("modern", 4)
    source = {k: v for k, v in build_googlenet("modern", 4).state_dict().items() if not k.endswith("tracked")}
    assert all(name.endswith("num_batches_tracked") for name in load_weights(model, source))


@pytest.mark.parametrize(
    ("architecture", "expected", "found"),
    [
        ("notes", "conv1.conv.bias of shape (64,)", "nothing of that name"),  # batch norm instead of biases
        ("modern", "branch3.1.conv.weight of shape (32, 16, 5, 5)", "of shape (32, 16, 3, 3)"),
    ],
)
def test_weights_of_another_network_are_refused_whole(architecture: str, expected: str, found: str) -> None:
    model = build_googlenet(architecture, 4)
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    with pytest.raises(ModelFileError) as caught:
        load_weights(model, build_googlenet("imagenet", 4).state_dict())
    assert caught.value.code == "weights-do-not-fit"
    assert expected in caught.value.data["expected"]
    assert found in caught.value.data["found"]
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_a_tensor_too_many_is_named() -> None:
    model = build_googlenet("notes", 4)
    with pytest.raises(ModelFileError, match="inception6a"):
        load_weights(model, {**model.state_dict(), "inception6a.weight": torch.zeros(1)})


@pytest.mark.parametrize("fused", [True, False])
def test_frozen_modules_change_neither_weights_nor_statistics(fused: bool) -> None:
    torch.manual_seed(0)
    model = build_googlenet("modern", 3, fused=fused).train()
    freeze(model, "inception4a")
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    outputs = model.train()(torch.randn(2, 3, 64, 64))
    sum(logits.logsumexp(dim=1).sum() for logits in outputs).backward()  # type: ignore[union-attr]
    optimizer.step()
    frozen = ("conv1", "conv2", "conv3", "inception3a", "inception3b", "inception4a")
    for name, tensor in model.state_dict().items():
        same = torch.equal(tensor, before[name])
        assert same == (name.split(".")[0] in frozen), name


def test_freezing_up_to_nowhere_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="inception9z"):
        freeze(build_googlenet("notes", 3), "inception9z")
