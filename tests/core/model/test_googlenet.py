"""The network against torchvision's, and its fused form against its plain one."""

from __future__ import annotations

import copy
import math

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
import torchvision
from torch import Tensor, nn

from core.errors import ConfigError
from core.model.architecture import ARCHITECTURES
from core.model.googlenet import GoogLeNet, build_googlenet, renormalise
from core.model.layers import adaptive_average_pool

HEADS = ("main", "aux1", "aux2")


@pytest.fixture(scope="module")
def reference() -> torchvision.models.GoogLeNet:
    """torchvision's network with running statistics that are not the initial ones."""
    torch.manual_seed(0)
    model = torchvision.models.GoogLeNet(11, aux_logits=True, transform_input=True, init_weights=False)
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, 0, 0.1)
    return model


@pytest.fixture(scope="module")
def imagenet(reference: torchvision.models.GoogLeNet) -> GoogLeNet:
    model = build_googlenet("imagenet", 11)
    model.load_state_dict(reference.state_dict())
    return model


@pytest.mark.parametrize("size", [64, 224])
def test_imagenet_gives_torchvisions_logits(
    reference: torchvision.models.GoogLeNet, imagenet: GoogLeNet, size: int
) -> None:
    x = torch.randn(2, 3, size, size)
    with torch.no_grad():
        expected = reference.eval()(x)
        outputs = imagenet.eval()(x)
    torch.testing.assert_close(outputs.main, expected, atol=1e-5, rtol=1e-5)
    assert outputs.aux1 is None
    assert outputs.aux2 is None


def test_imagenet_gives_torchvisions_three_outputs_in_training(
    reference: torchvision.models.GoogLeNet, imagenet: GoogLeNet
) -> None:
    ours, theirs = copy.deepcopy(imagenet).train(), copy.deepcopy(reference).train()
    for module in (*ours.modules(), *theirs.modules()):
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    x = torch.randn(4, 3, 224, 224)
    with torch.no_grad():
        outputs, expected = ours(x), theirs(x)
    torch.testing.assert_close(outputs.main, expected.logits, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(outputs.aux1, expected.aux_logits1, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(outputs.aux2, expected.aux_logits2, atol=1e-5, rtol=1e-4)
    for name, other in theirs.state_dict().items():  # running statistics among them
        torch.testing.assert_close(ours.state_dict()[name], other, atol=1e-5, rtol=1e-4, msg=name)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_fused_is_unfused(name: str) -> None:
    """Outputs, gradients and running statistics, in training and in prediction.

    In float64, so that what differs is not the order in which rounding errors add up.
    """
    torch.manual_seed(1)
    fused = build_googlenet(name, 5, fused=True).double()
    plain = build_googlenet(name, 5, fused=False).double()
    plain.load_state_dict(fused.state_dict())
    x = torch.randn(2, 3, 64, 64, dtype=torch.float64)
    for model in (fused, plain):
        torch.manual_seed(2)  # the same dropout
        outputs = model.train()(x)
        sum(outputs).square().sum().backward()
    for (parameter, own), other in zip(fused.named_parameters(), plain.parameters(), strict=True):
        assert own.grad is not None and other.grad is not None
        torch.testing.assert_close(own.grad, other.grad, atol=1e-8, rtol=1e-6, msg=parameter)
    for (buffer, own), other in zip(fused.named_buffers(), plain.buffers(), strict=True):
        torch.testing.assert_close(own, other, atol=1e-8, rtol=1e-8, msg=buffer)
    with torch.no_grad():
        for one, two in zip(fused.eval()(x, heads=True), plain.eval()(x, heads=True), strict=True):
            torch.testing.assert_close(one, two, atol=1e-8, rtol=1e-8)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_fused_and_channels_last_is_unfused_in_single_precision(name: str) -> None:
    torch.manual_seed(1)
    plain = build_googlenet(name, 5, fused=False).eval()
    fast = build_googlenet(name, 5, fused=True).eval()
    fast.load_state_dict(plain.state_dict())
    fast = fast.to(memory_format=torch.channels_last)
    x = torch.randn(2, 3, 96, 96)
    with torch.no_grad():
        expected = plain(x, heads=True)
        outputs = fast(x.to(memory_format=torch.channels_last), heads=True)
    for head in HEADS:
        torch.testing.assert_close(getattr(outputs, head), getattr(expected, head), atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", ["notes", "modern"])
def test_auxiliary_fields_are_those_heads_on_those_maps(name: str) -> None:
    model = build_googlenet(name, 4).eval()
    maps: dict[str, Tensor] = {}
    for place in ("inception4a", "inception4d"):
        model.get_submodule(place).register_forward_hook(lambda _m, _i, out, at=place: maps.update({at: out}))
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, 224, 224), heads=True)
        assert model.aux1 is not None and model.aux2 is not None
        torch.testing.assert_close(outputs.aux1, model.aux1(maps["inception4a"]))
        torch.testing.assert_close(outputs.aux2, model.aux2(maps["inception4d"]))


def test_heads_are_computed_in_training_or_when_asked_for() -> None:
    model = build_googlenet("notes", 3)
    assert model.aux1 is not None
    calls: list[str] = []
    model.aux1.register_forward_hook(lambda *_: calls.append("aux1"))
    x = torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        assert model.eval()(x).aux1 is None
        assert model.train()(x, heads=False).aux2 is None
        assert calls == []
        assert model.eval()(x, heads=True).aux1.shape == (1, 3)
        assert model.train()(x).aux2.shape == (1, 3)
    assert calls == ["aux1", "aux1"]


def test_a_network_without_heads_has_none_to_compute() -> None:
    model = build_googlenet("notes", 5, aux_heads=False)
    assert sum(parameter.numel() for parameter in model.parameters()) == 5_978_677
    with torch.no_grad():
        assert model.train()(torch.randn(1, 3, 64, 64), heads=True)[1:] == (None, None)


@pytest.mark.parametrize("size", [32, 97, 320])
@pytest.mark.parametrize("name", ["notes", "imagenet"])
def test_every_size_gives_three_finite_outputs(name: str, size: int) -> None:
    model = build_googlenet(name, 3).eval()
    with torch.no_grad():
        outputs = model(torch.randn(1, 3, size, size), heads=True)
    for head in HEADS:
        assert getattr(outputs, head).shape == (1, 3)
        assert getattr(outputs, head).isfinite().all()


def test_a_14_by_14_map_is_pooled_as_in_the_paper() -> None:
    model = build_googlenet("notes", 3).eval()
    assert model.aux1 is not None
    x = torch.rand(1, 512, 14, 14)
    with torch.no_grad():
        rest = model.aux1.conv(F.avg_pool2d(x, 5, 3)).flatten(1)
        expected = model.aux1.fc2(F.relu(model.aux1.fc1(rest)))
        torch.testing.assert_close(model.aux1(x), expected)


@pytest.mark.parametrize(("height", "width"), [(2, 2), (4, 4), (6, 7), (10, 13), (14, 20)])
def test_adaptive_pool_by_products_is_torchs(height: int, width: int) -> None:
    x = torch.randn(2, 3, height, width)
    torch.testing.assert_close(adaptive_average_pool(x, 4), F.adaptive_avg_pool2d(x, 4))


def test_renormalise_takes_one_normalisation_to_the_other() -> None:
    picture = torch.rand(2, 3, 4, 4)
    mean, std = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
    normalised = torchvision.transforms.functional.normalize(picture, mean, std)
    torch.testing.assert_close(renormalise(normalised), (picture - 0.5) / 0.5)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_untrained_heads_start_near_chance_and_pass_gradients_on(name: str) -> None:
    torch.manual_seed(0)
    model = build_googlenet(name, 5).train()
    labels = torch.arange(10) % 5
    outputs = model(torch.randn(10, 3, 64, 64))
    losses = [F.cross_entropy(logits, labels) for logits in outputs]
    for loss in losses:
        assert loss.item() < 2.5 * math.log(5)
    sum(losses).backward()  # type: ignore[union-attr]
    for path, parameter in model.named_parameters():
        assert parameter.grad is not None
        if path.endswith("conv.weight"):  # neither dying nor exploding on the way
            ratio = (parameter.grad.norm() / parameter.norm()).item()
            assert 1e-4 < ratio < 100, path


def test_unknown_architecture() -> None:
    with pytest.raises(ConfigError):
        build_googlenet("vgg", 5)
