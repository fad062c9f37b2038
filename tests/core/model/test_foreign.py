"""Weights of torchvision's and the course's layout, of one's own models, and files that are neither."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pytest
import safetensors.torch
import torch
import torchvision
from torch import Tensor, nn

from core.config import MOST_CLASSES
from core.device import threads
from core.errors import ModelFileError
from core.model import foreign
from core.model.file import ModelHeader, save_model
from core.model.foreign import network_of, read_weights
from core.model.googlenet import build_googlenet, hollow_googlenet
from core.model.published import Published, published

State = dict[str, Tensor]


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So little work only waits for threads, the more so on a busy machine."""
    with threads(1):
        yield


def torchvisions(classes: int, heads: bool = True) -> torchvision.models.GoogLeNet:
    """Torchvision's network with numbers that are neither 0 nor 1 anywhere, running statistics included."""
    torch.manual_seed(1)
    network = torchvision.models.GoogLeNet(
        classes, aux_logits=heads, transform_input=True, init_weights=False
    )
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean = torch.randn(module.num_features) * 0.1
            module.running_var = torch.rand(module.num_features) + 0.5
            nn.init.normal_(module.weight, 1, 0.1)
            nn.init.normal_(module.bias, 0, 0.1)
    return network.eval()


class Block(nn.Module):
    """Convolution and ReLU, as the study notes describe their building block."""

    def __init__(self, before: int, after: int, kernel: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(before, after, kernel, stride, kernel // 2)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.conv(x))


class Module(nn.Module):
    def __init__(self, before: int, n1: int, r3: int, n3: int, r5: int, n5: int, pool: int) -> None:
        super().__init__()
        self.branch1 = Block(before, n1, 1)
        self.branch2 = nn.Sequential(Block(before, r3, 1), Block(r3, n3, 3))
        self.branch3 = nn.Sequential(Block(before, r5, 1), Block(r5, n5, 5))
        self.branch4 = nn.Sequential(nn.MaxPool2d(3, 1, 1), Block(before, pool, 1))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)), 1)


class Head(nn.Module):
    def __init__(self, before: int, classes: int) -> None:
        super().__init__()
        self.conv, self.fc1, self.fc2 = Block(before, 128, 1), nn.Linear(2048, 1024), nn.Linear(1024, classes)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(nn.functional.avg_pool2d(x, 5, 3)).flatten(1)
        return self.fc2(torch.relu(self.fc1(x)))


class NotesNetwork(nn.Module):
    """The network of the study notes, written down from the paper's Table 1: an oracle for its layout."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.conv1, self.conv2, self.conv3 = Block(3, 64, 7, 2), Block(64, 64, 1), Block(64, 192, 3)
        self.pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.inception3a = Module(192, 64, 96, 128, 16, 32, 32)
        self.inception3b = Module(256, 128, 128, 192, 32, 96, 64)
        self.inception4a = Module(480, 192, 96, 208, 16, 48, 64)
        self.inception4b = Module(512, 160, 112, 224, 24, 64, 64)
        self.inception4c = Module(512, 128, 128, 256, 24, 64, 64)
        self.inception4d = Module(512, 112, 144, 288, 32, 64, 64)
        self.inception4e = Module(528, 256, 160, 320, 32, 128, 128)
        self.inception5a = Module(832, 256, 160, 320, 32, 128, 128)
        self.inception5b = Module(832, 384, 192, 384, 48, 128, 128)
        self.aux1, self.aux2 = Head(512, classes), Head(528, classes)
        self.fc = nn.Linear(1024, classes)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.pool(self.conv3(self.conv2(self.pool(self.conv1(x)))))
        x = self.inception4a(self.pool(self.inception3b(self.inception3a(x))))
        aux1 = self.aux1(x)
        x = self.inception4d(self.inception4c(self.inception4b(x)))
        aux2 = self.aux2(x)
        x = self.inception5b(self.inception5a(self.pool(self.inception4e(x))))
        return self.fc(x.mean((2, 3))), aux1, aux2


def written(path: Path, content: object, **options: bool) -> Path:
    torch.save(content, path, **options)
    return path


@pytest.fixture(scope="module")
def notes_state() -> State:
    """The course's layout for five classes, each tensor one number over and over: a small file."""
    with torch.device("meta"):
        shapes = {name: tensor.shape for name, tensor in NotesNetwork(5).state_dict().items()}
    return {name: torch.tensor(0.1).expand(shape) for name, shape in shapes.items()}


def name_classes(folder: Path, content: object) -> Path:
    path = folder / "class_indices.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def refused(path: Path) -> ModelFileError:
    with pytest.raises(ModelFileError) as caught:
        read_weights(path)
    assert "{" not in str(caught.value)
    return caught.value


# What is read


@pytest.mark.parametrize("former", [False, True])
def test_torchvisions_layout_gives_torchvisions_logits(tmp_path: Path, former: bool) -> None:
    theirs = torchvisions(7)
    path = written(tmp_path / "w.pth", theirs.state_dict(), _use_new_zipfile_serialization=not former)
    weights = read_weights(path)
    assert (weights.architecture, weights.num_classes, weights.classes) == ("imagenet", 7, None)
    assert weights.aux_heads
    x = torch.randn(2, 3, 96, 96)
    with torch.no_grad():
        mine, logits = network_of(weights)(x), theirs(x)
    torch.testing.assert_close(mine.main, logits, atol=1e-5, rtol=0)


def test_torchvisions_heads_are_those_of_the_same_name(tmp_path: Path) -> None:
    theirs = torchvisions(3)
    mine = network_of(read_weights(written(tmp_path / "w.pth", theirs.state_dict())))
    x4a, x4d = torch.randn(1, 512, 14, 14), torch.randn(1, 528, 14, 14)
    with torch.no_grad():
        torch.testing.assert_close(mine.aux1(x4a), theirs.aux1(x4a), atol=1e-5, rtol=0)
        torch.testing.assert_close(mine.aux2(x4d), theirs.aux2(x4d), atol=1e-5, rtol=0)


def test_the_courses_layout_with_names_beside_it(tmp_path: Path) -> None:
    torch.manual_seed(0)
    theirs = NotesNetwork(5)
    name_classes(tmp_path, {"0": "daisy", "1": "dandelion", "2": "roses", "3": "蓮", "4": "tulips"})
    weights = read_weights(written(tmp_path / "googleNet.pth", theirs.state_dict()))
    assert (weights.architecture, weights.num_classes, weights.aux_heads) == ("notes", 5, True)
    assert weights.classes == ("daisy", "dandelion", "roses", "蓮", "tulips")
    x = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        mine = network_of(weights)(x, heads=True)
        for own, their in zip(mine, theirs(x), strict=True):
            torch.testing.assert_close(own, their, atol=1e-5, rtol=0)


@pytest.mark.parametrize("architecture", ["notes", "modern", "imagenet"])
@pytest.mark.parametrize("heads", [True, False])
def test_architecture_and_heads_are_told_from_the_layout(
    tmp_path: Path, architecture: str, heads: bool
) -> None:
    expected = hollow_googlenet(architecture, 3, aux_heads=heads).state_dict()
    state = {name: torch.ones((), dtype=t.dtype).expand(t.shape) for name, t in expected.items()}
    weights = read_weights(written(tmp_path / "w.pth", state))
    assert (weights.architecture, weights.num_classes, weights.aux_heads) == (architecture, 3, heads)
    assert weights.state.keys() == expected.keys()


def test_safetensors_of_torchvisions_layout(tmp_path: Path) -> None:
    theirs = torchvisions(3, heads=False).state_dict()
    safetensors.torch.save_file(theirs, tmp_path / "w.safetensors", metadata={"format": "pt"})
    weights = read_weights(tmp_path / "w.safetensors")
    assert (weights.architecture, weights.num_classes, weights.aux_heads) == ("imagenet", 3, False)
    assert all(torch.equal(tensor, weights.state[name]) for name, tensor in theirs.items())


def test_a_model_of_ones_own(tmp_path: Path) -> None:
    model = build_googlenet("paper", 2, aux_heads=False)
    save_model(tmp_path / "best.safetensors", model, ModelHeader("paper", ("a", "b"), aux_heads=False))
    weights = read_weights(tmp_path / "best.safetensors")
    assert (weights.architecture, weights.classes, weights.aux_heads) == ("paper", ("a", "b"), False)
    assert all(torch.equal(tensor, weights.state[name]) for name, tensor in model.state_dict().items())


def test_old_files_without_batch_counters(tmp_path: Path) -> None:
    state = torchvisions(2, heads=False).state_dict()
    state = {k: v for k, v in state.items() if not k.endswith("num_batches_tracked")}
    weights = read_weights(written(tmp_path / "w.pth", state))
    assert weights.state["conv1.bn.num_batches_tracked"] == 0
    assert network_of(weights).conv1.bn is not None


def test_halves_and_doubles_become_floats(tmp_path: Path, notes_state: State) -> None:
    for dtype in (torch.float16, torch.float64):
        path = written(tmp_path / "w.pth", {name: t.to(dtype) for name, t in notes_state.items()})
        state = read_weights(path).state
        assert {t.dtype for t in state.values()} == {torch.float32}
        torch.testing.assert_close(state["fc.weight"], notes_state["fc.weight"].to(dtype).float())


def test_reading_draws_no_random_numbers(tmp_path: Path, notes_state: State) -> None:
    path = written(tmp_path / "w.pth", notes_state)
    before = torch.get_rng_state()
    network_of(read_weights(path))
    assert torch.equal(torch.get_rng_state(), before)


def test_a_network_has_weights_of_its_own(tmp_path: Path, notes_state: State) -> None:
    weights = read_weights(written(tmp_path / "w.pth", notes_state))
    with torch.no_grad():
        network_of(weights).fc.weight.zero_()
    assert torch.equal(weights.state["fc.weight"], notes_state["fc.weight"])


# Torchvision's own file


def test_the_published_file_is_known_by_its_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "renamed.pth", torchvisions(4).state_dict())
    digest = sha256(path.read_bytes()).hexdigest()
    source = Published("https://x", f"googlenet-{digest[:8]}.pth", digest[:8], ("a", "b", "c", "d"))
    monkeypatch.setattr(foreign, "published", lambda: source)
    weights = read_weights(path)
    assert weights.classes == ("a", "b", "c", "d")
    assert not weights.aux_heads  # its heads were never trained
    assert not any(name.startswith("aux") for name in weights.state)
    network_of(weights)


def test_a_file_of_the_published_name_and_another_content_is_damaged(tmp_path: Path) -> None:
    path = written(tmp_path / published().name, torchvisions(2, heads=False).state_dict())
    error = refused(path)
    assert error.code == "model-file-damaged"
    assert "checksum" in str(error)


# Class names


def test_without_a_list_the_classes_have_no_names(tmp_path: Path, notes_state: State) -> None:
    assert read_weights(written(tmp_path / "w.pth", notes_state)).classes is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "numbered"),
        ("[" * 100_000, "numbered"),
        (["a", "b", "c", "d", "e"], "numbered"),
        ({str(i): "a" for i in range(1, 6)}, "numbered"),
        ({str(i): "a" for i in range(4)}, "there are 4, and the weights know 5 classes"),
        ({str(i): i for i in range(5)}, "no name"),
        ({str(i): "" for i in range(5)}, "no name"),
        (" " * (2**20 + 1), "numbered"),
    ],
)
def test_a_list_of_names_that_does_not_belong(
    tmp_path: Path, notes_state: State, content: object, said: str
) -> None:
    names = name_classes(tmp_path, content)
    error = refused(written(tmp_path / "w.pth", notes_state))
    assert error.code == "class-names-unusable"
    assert error.data["path"] == names
    assert said in str(error)


# Wrong files


def changed(state: Mapping[str, Tensor], **tensors: Tensor | None) -> State:
    new = dict(state) | {name.replace("__", "."): tensor for name, tensor in tensors.items()}
    return {name: tensor for name, tensor in new.items() if tensor is not None}


@pytest.mark.parametrize(
    ("change", "expected", "found"),
    [
        (
            lambda s: torchvision.models.resnet18(num_classes=2).state_dict(),
            "conv1.conv.weight",
            "bn1.weight",
        ),
        (lambda s: {"epoch": 3, "model": s}, "tensors by name", "epoch, model"),
        (lambda s: list(s.values()), "tensors by name", "a list"),
        (lambda s: {}, "tensors by name", "nothing"),
        (lambda s: {7: s["fc.bias"]}, "tensors by name", "7"),
        (lambda s: changed(s, fc__weight=None), "fc.weight", "nothing of that name"),
        (lambda s: changed(s, fc__weight=torch.zeros(MOST_CLASSES + 1, 1)), "1000 classes", "(1001, 1)"),
        (lambda s: changed(s, fc__bias=torch.zeros(4)), "fc.bias of shape (5,)", "the shape (4,)"),
        (lambda s: changed(s, conv2__conv__bias=None), "conv2.conv.bias of shape (64,)", "nothing"),
        (lambda s: changed(s, aux2__fc2__bias=None), "aux2.fc2.bias of shape (5,)", "nothing"),
        (lambda s: changed(s, inception6a__x=torch.zeros(1)), "no further layer", "inception6a.x"),
        (
            lambda s: changed(s, inception3a__branch3__1__conv__weight=torch.zeros(32, 16, 3, 3)),
            "5 x 5",
            "3 there, without batch normalisation",
        ),
        (lambda s: changed(s, fc__bias=torch.zeros(5, dtype=torch.complex64)), "real numbers", "complex64"),
    ],
)
def test_a_wrong_file_says_what_was_expected_and_what_found(
    tmp_path: Path, notes_state: State, change: Callable[[State], object], expected: str, found: str
) -> None:
    error = refused(written(tmp_path / "w.pth", change(notes_state)))
    assert error.code == "weights-file-other"
    assert expected in error.data["expected"]
    assert found in error.data["found"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_impossible_numbers(tmp_path: Path, notes_state: State, value: float) -> None:
    state = changed(notes_state, fc__bias=torch.tensor([0, 0, value, 0, 0]))
    error = refused(written(tmp_path / "w.pth", state))
    assert error.code == "model-file-damaged"
    assert "fc.bias" in str(error)


def test_a_negative_variance(tmp_path: Path) -> None:
    state = build_googlenet("modern", 2, aux_heads=False).state_dict()
    state["conv2.bn.running_var"][3] = -1
    assert "conv2.bn.running_var" in str(refused(written(tmp_path / "w.pth", state)))


def test_a_zip_that_is_none_of_torch(tmp_path: Path) -> None:
    path = tmp_path / "w.pth"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(path).code == "model-file-damaged"
