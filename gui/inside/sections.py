"""Which sections the Inside page has, and what they are to look at. Knows no page."""

from __future__ import annotations

import importlib
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.training.recipes import DEFAULT_RECIPE, recipe_config
from gui.session import Session

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from gui.inside.section import Scene, Section

SECTIONS = {
    "network": ("gui.inside.network", "NetworkSection"),
    "sizes": ("gui.inside.network", "SizeSection"),
    "costs": ("gui.inside.network", "CostSection"),
    "branches": ("gui.inside.branches", "BranchSection"),
    "gradients": ("gui.inside.gradients", "GradientSection"),
    "compare": ("gui.inside.compare", "CompareSection"),
    "depths": ("gui.inside.depths", "DepthSection"),
    "filters": ("gui.inside.filters", "FilterSection"),
    "lessons": ("gui.inside.lessons", "LessonSection"),
}
"""Imported when first shown: charts take as long to import as the rest of the window."""
_PAPER_CLASSES = tuple(str(number) for number in range(1000))
"""Where there is neither a model nor a folder: as many as the network was published for."""


def make_section(key: str, session: Session, parent: QObject) -> Section:
    module, name = SECTIONS[key]
    section: Section = getattr(importlib.import_module(module), name)(session, parent)
    return section


def scene_of(session: Session, picture: Path | None) -> Scene:
    """The network of the model in use, else the one that Train would build."""
    from gui.inside.section import Scene
    from gui.widgets.inside.subject import Subject

    dataset = session.data.dataset
    source = session.source_of(picture) if picture is not None else None
    header = session.models.header
    if header is not None:
        classes = tuple(header.classes)
        subject = Subject(header.architecture, classes, header.preprocessing, header.aux_heads, True)
        return Scene(subject, session.model, source, dataset)
    config = session.settings or recipe_config(DEFAULT_RECIPE, Path())
    classes = dataset.classes if dataset is not None else _PAPER_CLASSES
    subject = Subject(config.architecture, classes, config.preprocessing, config.aux_heads, False)
    return Scene(subject, None, source, dataset)


def in_turn(dataset: Dataset, most: int) -> list[Path]:
    """Some validation pictures (all, where there are none) of each class in turn."""
    items = dataset.of("validation") or dataset.items
    by_class: list[list[Path]] = [[] for _ in dataset.classes]
    for item in items:
        by_class[item.label].append(item.path)
    each = chain.from_iterable(zip_longest(*by_class))
    return [path for path in each if path is not None][:most]
