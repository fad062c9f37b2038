"""Which file is fetched and where a copy is found: torch's own rules are the oracle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torchvision.models import GoogLeNet_Weights

from core.model.published import find_imagenet_weights, published, published_at, torch_checkpoints
from core.paths import weights_dir


@pytest.fixture(autouse=True)
def no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of torch that is empty, whatever this computer has."""
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))


def put(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"weights")
    return folder / name


def test_torchvision_says_which_file() -> None:
    source = published()
    weights = GoogLeNet_Weights.IMAGENET1K_V1
    assert source.url == weights.url
    assert source.url.endswith("/" + source.name)
    assert source.classes is not None
    assert len(source.classes) == 1000
    assert torch.hub.HASH_REGEX.search(source.name)[1] == source.sha256  # type: ignore[index]


def test_a_checksum_is_known_by_its_first_digits() -> None:
    source = published_at("http://host/a%20b/googlenet-0123abcd.pth?x=1#y")
    assert (source.name, source.sha256) == ("googlenet-0123abcd.pth", "0123abcd")
    assert source.is_hash_of("0123abcd" + "0" * 56)
    assert not source.is_hash_of("0123abce" + "0" * 56)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/googlenet-0123abcd.pth",
        "ftp://host/googlenet-0123abcd.pth",
        "https://host/googlenet.pth",
        "https://host/googlenet-0123.pth",
        "https://host/",
    ],
)
def test_addresses_that_are_not_taken(url: str) -> None:
    with pytest.raises(ValueError, match="no web address"):
        published_at(url)


def test_nothing_is_found_where_nothing_is() -> None:
    assert find_imagenet_weights() is None


def test_torchs_cache_and_ninefolds_own_folder() -> None:
    theirs = put(torch_checkpoints(), published().name)
    assert find_imagenet_weights() == theirs
    own = put(weights_dir(), published().name)
    assert find_imagenet_weights() == own


@pytest.mark.parametrize("name", ["{}.part", "googlenet.pth", "googlenet-x.pth", "resnet18-0123abcd.pth"])
def test_files_of_other_names_are_passed_over(name: str) -> None:
    put(weights_dir(), name.format(published().name))
    (weights_dir() / published().name).mkdir()
    assert find_imagenet_weights() is None


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"XDG_CACHE_HOME": "/somewhere/cache"},
        {"TORCH_HOME": "/somewhere/torch", "XDG_CACHE_HOME": "/elsewhere"},
        {"TORCH_HOME": "~/torch"},
        {"XDG_CACHE_HOME": "~/cache"},
        {"TORCH_HOME": ""},
    ],
)
def test_torchs_cache_is_where_torch_has_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name in ("TORCH_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(torch.hub, "_hub_dir", None)
    assert torch_checkpoints() == Path(torch.hub.get_dir()) / "checkpoints"


def test_looking_imports_no_torch() -> None:
    program = (
        "import sys; from core.model.published import find_imagenet_weights as find; find();"
        "sys.exit('torch' in sys.modules or 'urllib.request' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
