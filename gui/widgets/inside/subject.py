"""Which network the views are about, and what its parts are called. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from core.config import Preprocessing
from core.explain.geometry import BRANCHES, path
from gui.colors import mixed
from gui.widgets.heads import head_title

MODULES = tuple(step.name for step in path("notes") if step.kind == "inception")
BLOCKS = tuple(step.name for step in path("notes") if step.kind != "avg pool")
"""From conv1 to inception5b, pools too."""
_SHARES = (0.95, 0.62, 0.38, 0.2)  # of the accent, from the 1x1 to the pool


@dataclass(frozen=True, slots=True)
class Subject:
    """`trained` is False where there is no model yet: it is then the network that Train would build."""

    architecture: str
    classes: tuple[str, ...]
    preprocessing: Preprocessing
    aux_heads: bool
    trained: bool

    @property
    def size(self) -> int:
        """The side of the pictures that the network sees."""
        return self.preprocessing.size


def wide_kernel(architecture: str) -> int:
    """The side of the kernel of the branch that the paper calls 5x5."""
    module = next(step for step in path(architecture) if step.branches)
    return module.branches[2].layers[-1].kernel


def block_title(name: str) -> str:
    """What a diagram calls a part of the network, such as "4a"."""
    if name.startswith("inception"):
        return name.removeprefix("inception")
    if name.startswith("aux"):
        return head_title(name)
    if name == "fc":
        return head_title("main")
    if name == "avgpool":
        return QCoreApplication.translate("blocks", "mean")
    if name.startswith("maxpool"):
        return QCoreApplication.translate("blocks", "pool {0}").format(name[-1])
    return QCoreApplication.translate("blocks", "conv {0}").format(name[-1])


def module_title(name: str) -> str:
    """An Inception module where there is room, such as "Inception 4a"."""
    if name.startswith("inception"):
        return QCoreApplication.translate("blocks", "Inception {0}").format(block_title(name))
    return block_title(name)


def branch_title(branch: str, wide_kernel: int) -> str:
    """`wide_kernel` is the side of the third branch's kernel: 5, or 3 in the network of torchvision."""
    third = f"{wide_kernel} × {wide_kernel}"
    if wide_kernel == 3:
        third = QCoreApplication.translate("blocks", "3 × 3 (third)")
    titles = ("1 × 1", "3 × 3", third, QCoreApplication.translate("blocks", "pool"))
    return titles[BRANCHES.index(branch)].replace(" × ", "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}")


def branch_color(number: int) -> QColor:
    """The shade of each branch, from the 1x1 (0) to the pool (3), the same in every view."""
    return mixed("accent", "surface", _SHARES[number])
