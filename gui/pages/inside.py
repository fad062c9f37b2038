"""The Inside page: how the user's own network works, on the user's own pictures.

Talks to the session only.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from core.events import Event, PhaseChanged, Progress, Warned
from core.training.recipes import DEFAULT_RECIPE, recipe_config
from gui.messages import remedy, sentence
from gui.session import JobState, Session
from gui.text import number, plain, tooltip
from gui.theme import SPACE, icon
from gui.widgets.drop_area import DropArea, DropPage
from gui.widgets.inside.picture_strip import PictureStrip
from gui.widgets.job_progress import JobProgress
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.message_bar import MessageBar
from gui.widgets.model_button import ModelButton
from gui.widgets.section_bar import SectionBar

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from gui.inside.section import Scene, Section

MARGIN = 4 * SPACE
MODEL_SUFFIX = ".safetensors"
MOST_PICTURES = 60
_PAPER_CLASSES = tuple(str(number) for number in range(1000))
"""Where there is neither a model nor a folder: as many as the network was published for."""
_SECTIONS = {
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


class InsidePage(DropPage):
    """A section is made when it is first looked at. What it lacks is said in its place, and how to get it."""

    train_requested = Signal()
    sample_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._header: Any = None  # ModelHeader of the model in use
        self._homes: dict[Path, Path] = {}  # the folder that each run's model learned from
        self._sections: dict[str, Section] = {}
        self.message = MessageBar()
        self.progress = JobProgress()
        self.progress.cancelled.connect(self._on_cancel)
        self.progress.hide()
        self.model_line = ElidedLabel("muted")
        self.model_button = ModelButton()
        self.model_button.about_to_show.connect(session.list_runs)
        self.model_button.model_chosen.connect(session.use_model)
        self.model_button.file_wanted.connect(self.choose_model)
        self.bar = SectionBar()
        for key, text in (
            ("network", self.tr("Network")),
            ("sizes", self.tr("Sizes")),
            ("costs", self.tr("1×1")),
            ("branches", self.tr("Branches")),
            ("gradients", self.tr("Gradients")),
            ("compare", self.tr("Heads on, off")),
            ("depths", self.tr("Three depths")),
            ("filters", self.tr("Filters")),
            ("lessons", self.tr("Lessons")),
        ):
            self.bar.add(key, text)
        self.bar.chosen.connect(self._show)
        self.strip = PictureStrip()
        self.strip.chosen.connect(self._show)
        self._pictures = self._picture_line()
        self._views = QStackedWidget()
        self._no_model = DropArea("model")
        self._no_pictures = DropArea("folder-open")
        self._views.addWidget(self._no_model)
        self._views.addWidget(self._no_pictures)
        self._fill_lacks()
        lines = column(self, margin=MARGIN, spacing=2 * SPACE)
        lines.setContentsMargins(MARGIN, 3 * SPACE, MARGIN, 3 * SPACE)
        lines.addWidget(self._header_line())
        for widget in (self.bar, self.message, self.progress, self._pictures):
            lines.addWidget(widget)
        lines.addWidget(self._views, 1)
        self.set_drop_text(self.tr("Let go to look at this picture from inside"))
        self.dropped.connect(self.take)
        session.model_changed.connect(self._on_model)
        session.model_described.connect(self._on_described)
        session.settings_changed.connect(self._show)
        session.dataset_opened.connect(self._on_dataset)
        session.dataset_edited.connect(self._show)
        session.runs_listed.connect(self._on_runs)
        if session.dataset is not None:
            self._on_dataset(session.dataset)
        self.bar.choose("network")

    def title(self) -> str:
        return self.tr("Inside")

    def icon_name(self) -> str:
        return "inside"

    @property
    def section(self) -> Section | None:
        """The one on show, once it was made."""
        return self._sections.get(self.bar.current)

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """A model file is the model to use, anything else the picture to look at."""
        if paths[0].suffix.lower() == MODEL_SUFFIX:
            self._session.open_model(paths[0])
        elif paths[0].is_dir():
            self._session.open_folder(paths[0])
        else:
            self.strip.add(paths[0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        self.strip.shutdown()
        for section in self._sections.values():
            section.shutdown()

    # Slots

    @Slot()
    def choose_model(self) -> None:
        kinds = self.tr("Models") + f" (*{MODEL_SUFFIX})"
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a model file"), QDir.homePath(), kinds)
        if name:
            self._session.open_model(Path(name))

    @Slot()
    def choose_picture(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), QDir.homePath())
        if name:
            self.strip.add(Path(name))

    @Slot(str)
    def go(self, key: str) -> None:
        """Follow a link of a lesson."""
        if key == "train":
            self.train_requested.emit()
        elif key in _SECTIONS:
            self.bar.choose(key)

    @Slot(str)
    def _on_lesson(self, name: str) -> None:
        self.bar.choose("lessons")
        section: Any = self.section
        section.open_lesson(name)

    @Slot(str, int)
    def _on_channel(self, block: str, channel: int) -> None:
        self.bar.choose("filters")
        section: Any = self.section
        section.choose_channel(block, channel)

    @Slot(object)
    def _on_model(self, model: Path | None) -> None:
        self._header = None  # until it is read
        self._show()

    @Slot(object)
    def _on_described(self, header: Any) -> None:
        self._header = header
        self._show()

    @Slot(object)
    def _on_dataset(self, dataset: Dataset) -> None:
        self.strip.show_paths(_samples(dataset))

    @Slot(object)
    def _on_runs(self, runs: list[Any]) -> None:
        self._homes = {run.model: run.data for run in runs if run.model is not None}
        self.model_button.show_runs(runs)
        self._show()

    @Slot()
    def _on_home(self) -> None:
        home = self._home()
        if home is not None:
            self._session.open_folder(home)

    @Slot()
    def _on_cancel(self) -> None:
        if self.section is not None:
            for lane in self.section.long:
                lane.cancel()

    @Slot(object)
    def _on_long_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.message.hide()
            self.progress.begin(self.tr("Starting"))
        self._show_progress()

    @Slot(object)
    def _on_long_event(self, event: Event) -> None:
        match event:
            case PhaseChanged() | Progress():
                self.progress.follow(event)
            case Warned(code, data):
                self.message.say("warning", sentence(code, data), remedy(code, data))

    @Slot()
    def _show(self) -> None:
        """Show the chosen section, about what is in use now."""
        model = self._session.model
        self.model_button.show_model(model)
        self.model_line.set_full_text(self._about(model))
        self.model_line.setToolTip(tooltip(plain(str(model))) if model else "")
        if not self.isVisible() or (model is not None and self._header is None):
            return
        section = self._made(self.bar.current)
        scene = self._scene()
        self._pictures.setVisible(section.uses_picture and not (section.needs_model and scene.model is None))
        self._show_progress()
        if section.needs_model and scene.model is None:
            self._views.setCurrentWidget(self._no_model)
        elif (section.needs_dataset and scene.dataset is None) or (
            section.needs_picture and scene.source is None
        ):
            self._show_no_pictures(picture=not section.needs_dataset)
        else:
            self._views.setCurrentWidget(section.view)
            section.look_at(scene)

    # Inside

    def _show_progress(self) -> None:
        section = self.section
        self.progress.setVisible(section is not None and any(lane.state.active for lane in section.long))

    def _made(self, key: str) -> Section:
        if key not in self._sections:
            module, name = _SECTIONS[key]
            section: Section = getattr(importlib.import_module(module), name)(self._session, self)
            section.failed.connect(self.message.say_failure)
            section.lesson_wanted.connect(self._on_lesson)
            section.link_opened.connect(self.go)
            section.channel_wanted.connect(self._on_channel)
            for lane in section.long:
                lane.state_changed.connect(self._on_long_state)
                lane.yielded.connect(self._on_long_event)
            self._views.addWidget(section.view)
            self._sections[key] = section
        return self._sections[key]

    def _scene(self) -> Scene:
        from gui.inside.section import Scene
        from gui.widgets.inside.subject import Subject

        dataset = self._session.dataset
        current = self.strip.current
        source = self._session.source_of(current) if current is not None else None
        if self._header is not None:
            header = self._header
            subject = Subject(
                header.architecture, tuple(header.classes), header.preprocessing, header.aux_heads, True
            )
            return Scene(subject, self._session.model, source, dataset)
        config = self._session.settings or recipe_config(DEFAULT_RECIPE, Path())
        classes = dataset.classes if dataset is not None else _PAPER_CLASSES
        subject = Subject(config.architecture, classes, config.preprocessing, config.aux_heads, False)
        return Scene(subject, None, source, dataset)

    def _home(self) -> Path | None:
        return self._homes.get(self._session.model) if self._session.model else None

    def _about(self, model: Path | None) -> str:
        if model is None and self._session.dataset is None:
            return self.tr(
                "No model yet: this is the network that Train would build, for the paper's 1,000 classes"
            )
        if model is None:
            return self.tr("No model yet: this is the network that Train would build")
        parts = [plain(model.parent.name if model.stem == "best" else model.stem)]
        if self._header is not None:
            size = self._header.preprocessing.size
            parts.append(self.tr("architecture {name}").format(name=self._header.architecture))
            parts.append(self.tr("{size} pixels").format(size=f"{size} × {size}"))
            parts.append(self.tr("{count} classes").format(count=number(len(self._header.classes))))
        return "  ·  ".join(parts)

    def _show_no_pictures(self, *, picture: bool) -> None:
        home = self._home()
        self._open_home.setVisible(home is not None)
        if home is not None:
            self._open_home.setText(
                self.tr("Open {folder}").format(folder=plain(home.name).replace("&", "&&"))
            )
        self._no_pictures.set_text(
            self.tr("Which pictures?"),
            self.tr("Drop a picture here, or open the folder that the model learned from.")
            if picture
            else self.tr("This looks at many pictures: open the folder that the model learned from."),
        )
        self._views.setCurrentWidget(self._no_pictures)

    def _header_line(self) -> QWidget:
        words = QWidget()
        left = column(words, spacing=0)
        left.addWidget(label(self.title(), "title"))
        left.addWidget(self.model_line)
        whole = QWidget()
        line = row()
        whole.setLayout(line)
        line.addWidget(words, 1)
        line.addWidget(self.model_button)
        return whole

    def _picture_line(self) -> QWidget:
        whole = QWidget()
        line = row()
        whole.setLayout(line)
        open_picture = QPushButton(icon("image"), self.tr("Open a picture…"))
        open_picture.clicked.connect(self.choose_picture)
        line.addWidget(self.strip, 1)
        line.addWidget(open_picture)
        return whole

    def _fill_lacks(self) -> None:
        self._no_model.set_text(
            self.tr("Train a model first, or open a model file"),
            self.tr("All that is shown here is measured on your own network, so there has to be one."),
        )
        train = QPushButton(self.tr("Go to Train"))
        train.setProperty("role", "primary")
        train.clicked.connect(self.train_requested)
        sample = QPushButton(icon("sample"), self.tr("Use the sample pictures"))
        sample.clicked.connect(self.sample_wanted)
        open_model = QPushButton(self.tr("Open a model file…"))
        open_model.clicked.connect(self.choose_model)
        for button in (train, sample, open_model):
            self._no_model.add_button(button)
        self._open_home = QPushButton()
        self._open_home.setProperty("role", "primary")
        self._open_home.clicked.connect(self._on_home)
        open_picture = QPushButton(self.tr("Open a picture…"))
        open_picture.clicked.connect(self.choose_picture)
        for button in (self._open_home, open_picture):
            self._no_pictures.add_button(button)


def _samples(dataset: Dataset) -> list[Path]:
    """Some validation pictures (all, where there are none) of each class in turn."""
    items = dataset.of("validation") or dataset.items
    by_class: list[list[Path]] = [[] for _ in dataset.classes]
    for item in items:
        by_class[item.label].append(item.path)
    in_turn = chain.from_iterable(zip_longest(*by_class))
    return [path for path in in_turn if path is not None][:MOST_PICTURES]
