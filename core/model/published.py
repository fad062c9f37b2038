"""The ImageNet weights that torchvision publishes: their address, their checksum, and where a copy may lie.

Looking for a copy imports no torch, so that the window can ask on its way to the screen; nor does it open a
connection, which `core.model.download` alone does.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core.paths import weights_dir

_NAME = re.compile(r"googlenet-[0-9a-f]{8,64}\.pth")
_HASH = re.compile(r"-([0-9a-f]{8,64})\.")


@dataclass(frozen=True, slots=True)
class Published:
    """A file on a server. `sha256` are the first digits of its checksum, eight or more."""

    url: str
    name: str
    sha256: str
    classes: tuple[str, ...] | None = None

    def is_hash_of(self, digest: str) -> bool:
        """Whether `digest`, SHA-256 in hexadecimal digits, is the file's."""
        return digest.startswith(self.sha256)


def published() -> Published:
    """torchvision's GoogLeNet_Weights.IMAGENET1K_V1. Imports torchvision, and with it torch."""
    from torchvision.models import GoogLeNet_Weights

    weights = GoogLeNet_Weights.IMAGENET1K_V1
    return published_at(weights.url, tuple(weights.meta["categories"]))


def published_at(url: str, classes: tuple[str, ...] | None = None) -> Published:
    """The file at `url`, whose name ends in its checksum as torch.hub would have it (name-1378be20.pth).

    Raises ValueError for a name without one, and for an address that is not of the web.
    """
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2]
    found = _HASH.search(name)
    if parts.scheme not in ("http", "https") or found is None:
        raise ValueError(f"no web address of a file with a checksum in its name: {url}")
    return Published(url, name, found[1], classes)


def find_imagenet_weights() -> Path | None:
    """A copy in Ninefold's own folder, or in torch's cache; None where neither has one.

    Goes by the name alone: `core.model.foreign` finds out whether the file is what it is called.
    """
    for folder in (weights_dir(), torch_checkpoints()):
        with contextlib.suppress(OSError):  # a folder that may not be looked into has no copy for us
            for path in sorted(folder.glob("googlenet-*.pth")):
                if _NAME.fullmatch(path.name) and path.is_file():
                    return path
    return None


def torch_checkpoints() -> Path:
    """Where torch.hub keeps what it has fetched: torch.hub.get_dir()/checkpoints, by its rules."""
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    home = os.environ.get("TORCH_HOME", f"{cache}/torch")
    return Path(os.path.expanduser(home)) / "hub" / "checkpoints"  # noqa: PTH111  (never raises)
