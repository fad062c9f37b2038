"""Weights of other networks: what is taken, what is kept, what is refused; and freezing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
import torchvision

from core.device import threads
from core.errors import ModelFileError
from core.model.file import ModelHeader, save_model
from core.model.foreign import Weights, read_weights
from core.model.googlenet import GoogLeNet, build_googlenet
from core.model.weights import freeze, start_from

CLASSIFIERS = {"fc", "aux1.fc2", "aux2.fc2"}


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So little work only waits for threads, the more so on a busy machine."""
    with threads(1):
        yield


def weights_of(model: GoogLeNet, classes: tuple[str, ...] | None = None) -> Weights:
    return Weights(model.architecture, model.num_classes, classes, model.aux_heads, model.state_dict())


def copy_of(model: GoogLeNet) -> dict[str, torch.Tensor]:
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}


def layers(model: GoogLeNet) -> set[str]:
    return {name.rpartition(".")[0] for name in model.state_dict()}


def test_torchvisions_weights_with_another_number_of_classes(tmp_path: Path) -> None:
    torch.manual_seed(0)
    theirs = torchvision.models.GoogLeNet(9, aux_logits=True, init_weights=False).state_dict()
    torch.save(theirs, tmp_path / "w.pth")
    model = build_googlenet("imagenet", 4)
    before = copy_of(model)
    transplant = start_from(model, read_weights(tmp_path / "w.pth"), ("a", "b", "c", "d"))
    assert set(transplant.new) == CLASSIFIERS
    assert set(transplant.kept) == layers(model) - CLASSIFIERS
    for name, tensor in model.state_dict().items():
        new = name.rpartition(".")[0] in transplant.new
        torch.testing.assert_close(tensor, before[name] if new else theirs[name])


def test_a_model_of_ones_own_with_the_same_classes_is_kept_whole(tmp_path: Path) -> None:
    source = build_googlenet("notes", 2)
    save_model(tmp_path / "m.safetensors", source, ModelHeader("notes", ("cat", "dog")))
    model = build_googlenet("notes", 2)
    transplant = start_from(model, read_weights(tmp_path / "m.safetensors"), ["cat", "dog"])
    assert transplant.new == ()
    assert set(transplant.kept) == layers(model)
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(model.eval()(x).main, source.eval()(x).main)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (("cat", "dog"), ("dog", "cat")),
        (("cat", "dog"), ("cat", "cow")),
        (("cat", "dog"), None),
        (None, ("cat", "dog")),
        (None, None),
    ],
)
def test_as_many_classes_that_are_others_get_a_new_classifier(
    theirs: tuple[str, ...] | None, ours: tuple[str, ...] | None
) -> None:
    source, model = (build_googlenet("modern", 2) for _ in range(2))
    before = copy_of(model)
    transplant = start_from(model, weights_of(source, theirs), ours)
    assert set(transplant.new) == CLASSIFIERS
    for name in ("fc.weight", "aux1.fc2.bias", "aux2.fc2.weight"):
        assert torch.equal(model.state_dict()[name], before[name])
    assert torch.equal(model.aux1.fc1.weight, source.aux1.fc1.weight)  # type: ignore[union-attr]


def test_heads_that_one_side_lacks() -> None:
    names = ("a", "b", "c")
    with_heads, without = build_googlenet("modern", 3), build_googlenet("modern", 3, aux_heads=False)
    transplant = start_from(without, weights_of(with_heads, names), names)
    assert transplant.new == ()
    assert set(transplant.kept) == layers(without)
    before = copy_of(with_heads)
    transplant = start_from(
        with_heads, weights_of(build_googlenet("modern", 3, aux_heads=False), names), names
    )
    heads = ("aux1.conv.conv", "aux1.conv.bn", "aux1.fc1", "aux1.fc2")
    assert transplant.new == heads + tuple(name.replace("aux1", "aux2") for name in heads)
    assert all(torch.equal(t, before[n]) for n, t in with_heads.state_dict().items() if n.startswith("aux"))


def test_layers_are_named_once_and_in_the_networks_order() -> None:
    source, model = (build_googlenet("modern", 2) for _ in range(2))
    kept = start_from(model, weights_of(source)).kept
    assert kept[:4] == ("conv1.conv", "conv1.bn", "conv2.conv", "conv2.bn")
    assert len(set(kept)) == len(kept)


def test_the_papers_network_starts_from_the_notes() -> None:
    source, model = build_googlenet("notes", 2), build_googlenet("paper", 2)
    assert set(start_from(model, weights_of(source)).new) == CLASSIFIERS


@pytest.mark.parametrize(
    ("architecture", "expected", "found"),
    [
        ("notes", "conv1.conv.bias of shape (64,)", "nothing of that name"),  # batch norm instead of biases
        ("modern", "branch3.1.conv.weight of shape (32, 16, 5, 5)", "of shape (32, 16, 3, 3)"),
    ],
)
def test_weights_of_another_network_are_refused_whole(architecture: str, expected: str, found: str) -> None:
    model = build_googlenet(architecture, 4)
    before = copy_of(model)
    with pytest.raises(ModelFileError) as caught:
        start_from(model, weights_of(build_googlenet("imagenet", 4)))
    assert caught.value.code == "weights-do-not-fit"
    assert expected in caught.value.data["expected"]
    assert found in caught.value.data["found"]
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_a_tensor_too_many_is_named() -> None:
    model = build_googlenet("notes", 4)
    state = {**model.state_dict(), "inception6a.weight": torch.zeros(1)}
    with pytest.raises(ModelFileError, match="inception6a"):
        start_from(model, Weights("notes", 4, None, True, state))


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
