"""The Inside page: how the user's own network works, on the user's own pictures.

Talks to the session only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QWidget

from gui.icons import icon
from gui.inside.sample import SampleRun
from gui.inside.sections import SECTIONS, in_turn, make_section, scene_of
from gui.messages import Failure
from gui.model_choice import ModelChoice, model_name, model_of
from gui.session import JobState, Session
from gui.text import number, plain, tooltip
from gui.theme import SPACE
from gui.widgets.inside.no_pictures import NoPictures
from gui.widgets.inside.picture_strip import PictureStrip
from gui.widgets.inside.place import Place
from gui.widgets.layouts import ElidedLabel, column, label, row
from gui.widgets.model_button import ModelButton
from gui.widgets.no_model import NoModel
from gui.widgets.page import JobPage
from gui.widgets.section_bar import SectionBar

if TYPE_CHECKING:
    from core.data.dataset import Dataset
    from gui.inside.section import Section

MOST_PICTURES = 60


class InsidePage(JobPage):
    """A section is made when it is first looked at. What it lacks is said in its place, and how to get it."""

    train_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sections: dict[str, Section] = {}
        self._places: dict[str, Place] = {}
        self._prepared: Path | None = None  # the model that was asked for first
        self.progress.cancelled.connect(self._on_cancel)
        self.model_line = ElidedLabel("muted")
        self.model_button = ModelButton()
        self.choice = ModelChoice(session, self.model_button, self)
        self.choice.opening.connect(self.message.hide)
        self.choice.failed.connect(self.message.say_failure)
        session.runs_listed.connect(self._show)
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
        self._sample = SampleRun(session, self)
        self._sample.changed.connect(self._show_sample)
        self._sample.failed.connect(self.message.say_failure)
        self.strip = PictureStrip()
        self.strip.chosen.connect(self._show)
        self._pictures = self._picture_line()
        self._views = QStackedWidget()
        self._no_model = self._no_model_view()
        self._no_pictures = NoPictures()
        self._no_pictures.folder_wanted.connect(self._on_home)
        self._no_pictures.picture_wanted.connect(self.choose_picture)
        self._views.addWidget(self._no_model)
        self._views.addWidget(self._no_pictures)
        above = (self._header_line(), self.bar, self.message, self.progress, self._pictures)
        self.lay_out(above, self._views, top=3 * SPACE)
        self.set_drop_text(self.tr("Let go to look at this picture from inside"))
        self.dropped.connect(self.take)
        session.models.described.connect(self._show)
        session.models.unreadable.connect(self._on_unreadable)
        session.settings_changed.connect(self._show)
        session.data.opened.connect(self._on_dataset)
        session.data.edited.connect(self._show)
        if session.data.dataset is not None:
            self._on_dataset(session.data.dataset)
        self._show_sample()
        self.bar.choose("network")

    def title(self) -> str:
        return self.tr("Inside")

    @property
    def section(self) -> Section | None:
        """The one on show, once it was made."""
        return self._sections.get(self.bar.current)

    @Slot(object)
    def take(self, paths: Sequence[Path]) -> None:
        """A model, or a run that has one, is the model to use, anything else the picture to look at."""
        model = model_of(paths[0])
        if model is not None:
            self.choice.open(model)
        elif paths[0].is_dir():
            self._session.data.open(paths[0])
        else:
            self.strip.add(paths[0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.section is not None:
            self.section.leave()

    def shutdown(self) -> None:
        """End the threads that decode pictures."""
        self.strip.shutdown()
        for section in self._sections.values():
            section.shutdown()

    # Slots

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
        elif key in SECTIONS:
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
    def _on_unreadable(self, failure: Failure) -> None:
        self.message.say_failure(failure)
        self._show()  # what needs no model is there nevertheless

    @Slot(object)
    def _on_dataset(self, dataset: Dataset) -> None:
        self.strip.show_paths(in_turn(dataset, MOST_PICTURES))

    @Slot()
    def _on_home(self) -> None:
        if self._session.home is not None:
            self._session.data.open(self._session.home)

    @Slot()
    def _on_cancel(self) -> None:
        if self.section is not None:
            for lane in self.section.long:
                lane.cancel()

    @Slot(object)
    def _on_long_state(self, state: JobState) -> None:
        if state is JobState.PREPARING:
            self.begin()
        self._show_progress()

    @Slot()
    def _show_sample(self) -> None:
        """While something is learned, the place of the model says when there is something to see."""
        learning = self._sample.under_way
        self._learn_sample.setVisible(not learning)
        self._no_model.train_button.setVisible(not learning)
        words = self.tr("What has been learned so far is shown after the first epoch.")
        self._no_model.tell(words if learning else "")

    @Slot()
    def _show(self) -> None:
        """Show the chosen section, about what is in use now."""
        model = self._session.model
        self.model_line.set_full_text(self._about(model))
        self.model_line.setToolTip(tooltip(plain(str(model))) if model else "")
        if not self.isVisible() or self._session.models.describing:
            return
        section = self._made(self.bar.current)
        for other in self._sections.values():
            if other is not section:
                other.leave()
        scene = scene_of(self._session, self.strip.current)
        if scene.model is not None and scene.model != self._prepared:
            self._prepared = scene.model
            self._session.inspecting.prepare(scene.model)
        self._pictures.setVisible(section.uses_picture and not (section.needs_model and scene.model is None))
        self._show_progress()
        if section.needs_model and scene.model is None:
            self._views.setCurrentWidget(self._no_model)
        elif (section.needs_dataset and scene.dataset is None) or (
            section.needs_picture and scene.source is None
        ):
            self._no_pictures.ask(self._session.home, one_is_enough=not section.needs_dataset)
            self._views.setCurrentWidget(self._no_pictures)
        else:
            self._views.setCurrentWidget(self._places[self.bar.current])
            section.look_at(scene)

    # Inside

    def _show_progress(self) -> None:
        section = self.section
        self.progress.setVisible(section is not None and any(lane.state.active for lane in section.long))

    def _made(self, key: str) -> Section:
        if key not in self._sections:
            section = make_section(key, self._session, self)
            section.failed.connect(self.message.say_failure)
            section.lesson_wanted.connect(self._on_lesson)
            section.link_opened.connect(self.go)
            section.channel_wanted.connect(self._on_channel)
            section.sample_wanted.connect(self._sample.start)
            for lane in section.long:
                lane.state_changed.connect(self._on_long_state)
                lane.yielded.connect(self.follow)
            self._places[key] = Place(section.view)
            self._views.addWidget(self._places[key])
            self._sections[key] = section
        return self._sections[key]

    def _about(self, model: Path | None) -> str:
        if model is None and self._session.data.dataset is None:
            return self.tr(
                "No model yet: this is the network that Train would build, for the paper's 1,000 classes"
            )
        if model is None:
            return self.tr("No model yet: this is the network that Train would build")
        parts = [model_name(model)]
        header = self._session.models.header
        if header is not None:
            size = header.preprocessing.size
            parts.append(self.tr("architecture {name}").format(name=header.architecture))
            parts.append(self.tr("{size} pixels").format(size=f"{size} × {size}"))
            parts.append(self.tr("{count} classes").format(count=number(len(header.classes))))
        return "  ·  ".join(parts)

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

    def _no_model_view(self) -> NoModel:
        self._learn_sample = QPushButton(icon("sample"), self.tr("Learn the sample pictures"))
        self._learn_sample.clicked.connect(self._sample.start)
        view = NoModel(
            self.tr("All that is shown here is measured on your own network, so there has to be one."),
            self._learn_sample,
        )
        view.train_wanted.connect(self.train_requested)
        view.model_wanted.connect(self.choice.ask)
        return view
