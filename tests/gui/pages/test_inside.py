"""The Inside page with jobs that answer at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import MethodType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QUrl

from core.config import Preprocessing, TrainConfig
from core.control import RunControl
from core.data.dataset import Item
from core.errors import ResourceError, RunError
from core.events import ArmStarted, GradientsMeasured, Phase, PhaseChanged, Progress, RunStarted
from core.explain.geometry import BRANCHES, path
from core.explain.results import (
    Answer,
    BranchesOff,
    BranchLens,
    BranchView,
    ChannelMap,
    Depth,
    DepthItem,
    Depths,
    Excitation,
    Excitations,
    HeatMap,
    Neighbour,
    Neighbours,
    StemFilters,
)
from core.model.file import ModelHeader
from core.paths import data_dir
from gui.inside_jobs import RunPast
from gui.pages.inside import InsidePage
from gui.session import Session

MODEL = Path("/runs/pets notes/best.safetensors")
HOME = Path("/pictures")
BLOCKS = tuple(step.name for step in path("notes") if step.kind in ("convolution", "inception"))
CAT, DOG = (Answer(name, 0.75, (0.75, 0.15, 0.1)) for name in ("cat", "dog"))


def gradients(aux1: float, main: float = 1.0) -> GradientsMeasured:
    reach = tuple(aux1 if at <= BLOCKS.index("inception4a") else 0.0 for at in range(len(BLOCKS)))
    nothing = (None,) * len(BLOCKS)
    return GradientsMeasured(
        1, 2, BLOCKS, (main,) * len(BLOCKS), reach, None, 0.5, 0.0, (0.75,) * len(BLOCKS), nothing, nothing
    )


def started(run: Path) -> RunStarted:
    return RunStarted(run, {"recipe": "notes", "data": "/p"}, ("cat",), 9, 3, 4, 2, 1, 1, 5, "cpu", False)


class Answers:
    """What the jobs of the page come to; bound to the fake jobs."""

    def read_header(self: Any, path: Path, control: RunControl) -> Any:
        yield from ()
        return ModelHeader("notes", self.classes, Preprocessing(size=64))

    def seen(self: Any, source: Any, preprocessing: Preprocessing, control: RunControl) -> Any:
        self.calls.append(("seen", source))
        yield from ()
        return np.zeros((preprocessing.size, preprocessing.size, 3), np.uint8)

    def branch_lens(
        self: Any, model: Path, source: Any, module: str, off: Any, label: Any, control: RunControl
    ) -> Any:
        self.calls.append(("lens", source, module, off, label))
        yield from ()
        self._fail()
        maps = (ChannelMap(7, 0.5, 1.0, np.full((4, 4), 255, np.uint8)),)
        shares = (0.4, 0.3, 0.2, 0.1)
        branches = tuple(
            BranchView(name, 1, 8, maps, share, CAT, 1.0, 0.25)
            for name, share in zip(BRANCHES, shares, strict=True)
        )
        pixels = np.zeros((8, 8, 3), np.uint8)
        return BranchLens(module, "cat", pixels, CAT, DOG if off else CAT, frozenset(off), branches)

    def prepare(self: Any, model: Path, control: RunControl) -> Any:
        self.calls.append(("prepare", model))
        yield from ()

    def branch_heats(
        self: Any, model: Path, source: Any, module: str, label: Any, control: RunControl
    ) -> Any:
        self.calls.append(("heats", module))
        yield from ()
        pixels, heat = np.zeros((8, 8, 3), np.uint8), np.ones((2, 2), np.float32)
        return tuple(HeatMap(module, name, "cat", 0.75, heat, 1.0, pixels) for name in BRANCHES)

    def branches_off(self: Any, model: Path, dataset: Any, off: Any, control: RunControl) -> Any:
        self.calls.append(("off", off))
        yield Progress(Phase.EVALUATING, 1, 2)
        return BranchesOff(frozenset(off), 12, 0, 0.75, 0.5, (), ())

    def stem_filters(self: Any, model: Path, control: RunControl) -> Any:
        yield from ()
        return StemFilters(np.zeros((64, 7, 7, 3), np.uint8), np.arange(64, dtype=np.float32))

    def neighbours(self: Any, model: Path, dataset: Any, source: Any, control: RunControl) -> Any:
        self.calls.append(("neighbours", source))
        yield Progress(Phase.INDEXING, 1, 2)
        return Neighbours(np.zeros((8, 8, 3), np.uint8), CAT, (Neighbour(dataset.items[0], 0.5),))

    def excitations(
        self: Any, model: Path, dataset: Any, block: str, channel: int, control: RunControl
    ) -> Any:
        self.calls.append(("excitations", block, channel))
        yield from ()
        return Excitations(block, channel, (Excitation(dataset.items[1], 2.5, 1, 1),))

    def three_depths(self: Any, model: Path, dataset: Any, control: RunControl) -> Any:
        yield Progress(Phase.EVALUATING, 1, 2)
        kinds = (Depth.EASY, Depth.HARD, Depth.HARD)
        items = tuple(
            DepthItem(
                Item(HOME / f"{n}.png", 0, str(n), "validation"), 0, (0, 1, 0), (0.5,) * 3, (0.5,) * 3, kind
            )
            for n, kind in enumerate(kinds)
        )
        return Depths(self.classes, items, 0)

    def read_past(self: Any, run: Path, control: RunControl) -> Any:
        self.calls.append(("past", run))
        yield from ()
        events = (started(run), gradients(2.0))
        arms = ((0.0, (started(run), gradients(0.0))), (0.3, events)) if self.compared else ()
        return RunPast(run, events, arms)

    def compare_heads(self: Any, config: TrainConfig, control: RunControl) -> Any:
        self.calls.append(("compare", config))
        for arm, weight in enumerate((0.0, 0.3), 1):
            yield ArmStarted(arm, 2, weight, self.folder / "run")
            yield from self._run(1, {"recipe": "notes", "data": "/p"}, 1, control)


@pytest.fixture
def jobs(jobs: Any) -> Any:
    for name, job in vars(Answers).items():
        if not name.startswith("__"):
            setattr(jobs, name, MethodType(job, jobs))
    jobs.compared = False
    jobs.runs = [
        SimpleNamespace(
            model=MODEL, data=HOME, name="pets", best_accuracy=0.9, can_resume=False, path=MODEL.parent
        )
    ]
    return jobs


@pytest.fixture
def page(session: Session, qtbot: Any) -> Iterator[InsidePage]:
    made = InsidePage(session)
    made.resize(1160, 740)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.shutdown()


@pytest.fixture
def ready(page: InsidePage, session: Session, qtbot: Any) -> InsidePage:
    """With a model, and the folder that it learned from."""
    session.list_runs()
    qtbot.waitUntil(lambda: "architecture notes" in page.model_line.full_text(), timeout=5000)
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(HOME)
    return page


def view(page: InsidePage, key: str) -> Any:
    page.bar.choose(key)
    assert page.section is not None
    return page.section.view


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_without_a_model_it_shows_the_network_that_train_would_build(page: InsidePage) -> None:
    assert page._views.currentWidget().isAncestorOf(view(page, "network"))
    assert "No model yet" in page.model_line.full_text()
    for key in ("branches", "depths", "filters"):
        view(page, key)
        assert page._views.currentWidget() is page._no_model


@pytest.mark.parametrize("lesson", ["3-four-branches", "5-vanishing-gradients"])
def test_without_a_run_a_lesson_leads_to_the_sample(
    page: InsidePage, session: Session, jobs: Any, lesson: str, qtbot: Any
) -> None:
    """Pictures are drawn and learned without leaving the page; after an epoch there is a network to see."""
    jobs.hold_at = (2, 1)
    lessons = view(page, "lessons")
    lessons.choose(lesson)
    link = {"3-four-branches": "branches", "5-vanishing-gradients": "gradients"}[lesson]
    lessons.reader.anchorClicked.emit(QUrl(f"ninefold:{link}"))
    assert page.section is not None
    shown: Any = page.section.view
    button = shown.sample if link == "gradients" else page._learn_sample
    button.click()
    qtbot.waitUntil(lambda: "architecture" in page.model_line.full_text(), timeout=5000)
    config = next(call[1] for call in jobs.calls if call[0] == "train")
    assert (config.recipe, config.data) == ("quick", data_dir() / "sample")
    assert page._views.currentWidget().isAncestorOf(shown) and not page._learn_sample.isVisible()
    with qtbot.waitSignal(session.all_stopped, timeout=5000):
        session.shutdown()


def test_a_sample_that_cannot_be_drawn_is_told(
    page: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    view(page, "branches")

    def draw_sample(directory: Path, control: RunControl) -> Any:
        yield from ()
        raise ResourceError("sample-not-written", path=directory, detail="full")

    jobs.draw_sample = draw_sample
    with qtbot.waitSignal(session.data.failed, timeout=5000):
        page._learn_sample.click()
    assert page.message.isVisible() and page._learn_sample.isVisible()
    assert not session.training_state.active


def test_without_pictures_it_offers_the_folder_of_the_run(
    page: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    session.list_runs()
    qtbot.waitUntil(lambda: "architecture notes" in page.model_line.full_text(), timeout=5000)
    view(page, "branches")
    assert page._views.currentWidget() is page._no_pictures
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        page._no_pictures.open_folder.click()
    assert ("open", HOME) in jobs.calls
    assert page.section is not None and page._views.currentWidget().isAncestorOf(page.section.view)


def test_a_page_that_is_made_late_knows_the_model(
    jobs: Any, page: InsidePage, session: Session, qtbot: Any
) -> None:
    session.list_runs()
    qtbot.waitUntil(lambda: "architecture notes" in page.model_line.full_text(), timeout=5000)
    late = InsidePage(session)
    qtbot.addWidget(late)
    late.show()
    assert late.model_line.full_text() == page.model_line.full_text()
    assert view(late, "network").isVisible()
    late.shutdown()


def test_the_pictures_take_turns_among_the_classes(ready: InsidePage, session: Session) -> None:
    assert session.data.dataset is not None
    labels = {item.path: item.label for item in session.data.dataset.of("validation")}
    assert sorted(ready.strip.paths) == sorted(labels)
    assert len({labels[path] for path in ready.strip.paths[:3]}) == 3
    assert ready.strip.current == ready.strip.paths[0]


def test_a_dropped_picture_is_looked_at_and_a_dropped_model_used(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.picture.succeeded, timeout=5000):
        ready.take([Path("/elsewhere/cat.png")])
    assert ("seen", Path("/elsewhere/cat.png")) in jobs.calls
    with qtbot.waitSignal(session.model_changed, timeout=5000):
        ready.take([Path("/elsewhere/other.safetensors")])
    assert session.model == Path("/elsewhere/other.safetensors")


def test_a_part_of_the_network_says_what_it_is_and_sees(ready: InsidePage) -> None:
    network = view(ready, "network")
    network.choose("inception3a")
    words = plain(network.words)
    assert "8 × 8 × 256" in words  # of 64 pixels: 64, 32, 16, 8
    # 64 * 192 + 96 * 192 + 9 * 96 * 128 + 16 * 192 + 25 * 16 * 32 + 32 * 192 weights, and a bias each.
    assert "163,696 parameters" in words
    # conv1 7, pool 11, conv3 19, pool 27, and 4 more places of 8 pixels for the 5x5.
    assert "sees 59 × 59 pixels, the next one 8 further" in words
    network.choose("inception3b")
    assert "sees 91 × 91 pixels" in network.words and "more than the picture has" in network.words


def test_a_branch_that_is_off_changes_answer_and_accuracy(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.heats.succeeded, timeout=5000):
        branches = view(ready, "branches")
    assert plain(branches.answer.full_text()) == "cat 75 %"
    assert "1 × 1 with 40 %" in plain(branches.words.words)
    with qtbot.waitSignal(session.inspecting.accuracy.succeeded, timeout=5000):
        branches.columns[1].switch.click()
    qtbot.waitUntil(lambda: "→" in branches.answer.full_text(), timeout=5000)
    assert plain(branches.answer.full_text()) == "cat 75 %  →  dog 75 %"
    assert "75 % right with all branches, 50 % without" in plain(branches.accuracy.text())
    assert sum(call[0] == "heats" for call in jobs.calls) == 1  # a switch leaves them as they are
    with qtbot.waitSignal(session.inspecting.lens.succeeded, timeout=5000):
        branches.all_on.click()
    assert not branches.accuracy.isVisible() and branches.columns[1].switch.isChecked()


def test_the_network_is_loaded_once_as_the_page_is_opened(ready: InsidePage, jobs: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: ("prepare", MODEL) in jobs.calls, timeout=5000)
    view(ready, "sizes")
    with qtbot.waitSignal(ready._session.inspecting.heats.succeeded, timeout=5000):
        view(ready, "branches")
    assert jobs.calls.count(("prepare", MODEL)) == 1


def test_the_answer_for_the_picture_does_not_wait_for_the_accuracy(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.heats.succeeded, timeout=5000):
        branches = view(ready, "branches")
    going_on = threading.Event()
    usual = jobs.branch_lens

    def slow(*asked: Any) -> Any:
        going_on.wait(5)
        return (yield from usual(*asked))

    jobs.branch_lens = slow
    branches.columns[1].switch.click()
    assert session.inspecting.lens.state.active and not session.inspecting.accuracy.state.active
    with qtbot.waitSignal(session.inspecting.accuracy.succeeded, timeout=5000):
        going_on.set()
    assert branches.accuracy.isVisible() and "→" in branches.answer.full_text()


def test_heat_and_accuracy_of_what_was_looked_at_before_are_not_left_standing(
    ready: InsidePage, session: Session, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.heats.succeeded, timeout=5000):
        branches = view(ready, "branches")
    with qtbot.waitSignal(session.inspecting.accuracy.succeeded, timeout=5000):
        branches.columns[1].switch.click()
    assert branches.columns[0].heat.shown and branches.accuracy.isVisible()
    ready.strip.add(Path("/elsewhere/dog.png"))
    assert not branches.columns[0].heat.shown
    with qtbot.waitSignal(session.data.opened, timeout=5000):
        session.data.open(Path("/other"))
    assert not branches.accuracy.isVisible()


def test_the_picture_stands_until_its_heat_is_known_and_words_until_the_answer_is(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    answering, heating = threading.Event(), threading.Event()
    lens, heats = jobs.branch_lens, jobs.branch_heats

    def slow_lens(*asked: Any) -> Any:
        yield PhaseChanged(Phase.LOADING_MODEL)
        answering.wait(5)
        return (yield from lens(*asked))

    def slow_heats(*asked: Any) -> Any:
        heating.wait(5)
        return (yield from heats(*asked))

    jobs.branch_lens, jobs.branch_heats = slow_lens, slow_heats
    branches = view(ready, "branches")
    qtbot.waitUntil(lambda: branches.answer.full_text() == "Loading the model", timeout=5000)
    with qtbot.waitSignal(session.inspecting.lens.succeeded, timeout=5000):
        answering.set()
    picture = branches.columns[0].heat
    assert plain(branches.answer.full_text()) == "cat 75 %" and not picture.shown
    before = picture.grab().toImage()
    with qtbot.waitSignal(session.inspecting.heats.succeeded, timeout=5000):
        heating.set()
    assert picture.shown and picture.grab().toImage() != before
    assert before.pixelColor(before.rect().center()).lightness() < 5, "the fake's picture is black"


def test_a_failure_is_told_and_nothing_of_another_picture_is_left(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    from core.errors import PictureError

    with qtbot.waitSignal(session.inspecting.heats.succeeded, timeout=5000):
        branches = view(ready, "branches")
    jobs.fail_with = PictureError("picture-damaged", path=HOME)
    with qtbot.waitSignal(session.inspecting.lens.failed, timeout=5000):
        ready.strip.add(Path("/elsewhere/damaged.png"))
    assert ready.message.isVisible()
    assert branches.answer.full_text() == "" and not branches.columns[0].heat.shown


def test_a_map_leads_to_what_excites_its_channel(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.lens.succeeded, timeout=5000):
        branches = view(ready, "branches")
    with qtbot.waitSignal(session.inspecting.excitations.succeeded, timeout=5000):
        branches.columns[0].channel_wanted.emit(7)
    assert ("excitations", branches.module, 7) in jobs.calls
    assert ready.bar.current == "filters" and ready.section is not None
    assert ready.section.view.exciting.tiles[0].words == "2.5"


def test_neighbours_follow_the_picture_once_there_is_an_index(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    filters = view(ready, "filters")
    assert not any(call[0] == "neighbours" for call in jobs.calls)
    with qtbot.waitSignal(session.inspecting.neighbours.succeeded, timeout=5000):
        filters.find_alike.click()
    assert filters.alike.tiles[0].words == "cat\n0.500"
    with qtbot.waitSignal(session.inspecting.neighbours.succeeded, timeout=5000):
        ready.strip.add(Path("/elsewhere/dog.png"))
    assert jobs.calls[-1] == ("neighbours", Path("/elsewhere/dog.png"))


def test_neighbours_of_a_picture_that_is_no_longer_chosen_are_not_shown(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    filters = view(ready, "filters")
    going_on = threading.Event()
    usual = jobs.neighbours

    def slow(*asked: Any) -> Any:
        yield Progress(Phase.INDEXING, 1, 2)
        going_on.wait(5)
        return (yield from usual(*asked))

    jobs.neighbours = slow
    with qtbot.waitSignal(session.inspecting.neighbours.yielded, timeout=5000):
        filters.find_alike.click()
    ready.strip.add(Path("/elsewhere/dog.png"))
    jobs.neighbours = usual
    with qtbot.waitSignal(session.inspecting.neighbours.succeeded, timeout=5000):
        going_on.set()
    assert not filters.alike.tiles
    with qtbot.waitSignal(session.inspecting.neighbours.succeeded, timeout=5000):
        pass
    assert jobs.calls[-1] == ("neighbours", Path("/elsewhere/dog.png")) and filters.alike.tiles


def test_the_depths_are_counted(ready: InsidePage, session: Session, qtbot: Any) -> None:
    depths = view(ready, "depths")
    with qtbot.waitSignal(session.inspecting.depths.succeeded, timeout=5000):
        depths.start.click()
    assert depths.kinds.text("hard") == "Hard  2" and depths.shown == 2
    depths.kinds.choose("mislabelled")
    assert depths.shown == 0


def test_the_meter_reads_the_run_that_the_model_came_from(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.past.succeeded, timeout=5000):
        meter = view(ready, "gradients")
    assert ("past", MODEL.parent) in jobs.calls and meter.measured == 1
    # 0.5 * 2 of aux 1 against 1 of main: half each.
    assert "supplies 50 % of the gradient" in plain(meter.words.words)
    assert "0.75, they pull in the same direction" in meter.words.words


def test_the_meter_forgets_the_run_of_another_model(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.past.succeeded, timeout=5000):
        meter = view(ready, "gradients")
    assert meter.measured == 1

    def read_past(run: Path, control: RunControl) -> Any:
        yield from ()
        raise RunError("run-not-writable", path=str(run), detail="")

    jobs.read_past = read_past
    with qtbot.waitSignal(session.inspecting.past.failed, timeout=5000):
        session.use_model(Path("/elsewhere/model.safetensors"))
    assert meter.measured == 0


def test_the_meter_follows_the_run_that_trains(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    with qtbot.waitSignal(session.inspecting.past.succeeded, timeout=5000):
        meter = view(ready, "gradients")
    jobs.hold_at = (1, 2)
    from core.training.recipes import recipe_config

    session.start_training(recipe_config("notes", HOME))
    qtbot.waitUntil(lambda: len(session.training_events) >= 4, timeout=5000)
    assert meter.measured == 0  # of the new run, so far
    session.training_event.emit(gradients(6.0))
    assert meter.measured == 1 and "supplies 75 %" in plain(meter.words.words)
    with qtbot.waitSignal(session.all_stopped, timeout=5000):
        session.shutdown()


def test_one_click_trains_twice(ready: InsidePage, session: Session, jobs: Any, qtbot: Any) -> None:
    compare = view(ready, "compare")
    compare.epochs.setValue(1)
    said = []
    session.training_event.connect(lambda _event: said.append(compare.result.text()))
    compare.start.click()
    assert not compare.start.isEnabled()
    qtbot.waitUntil(lambda: not session.training_state.active, timeout=5000)
    config = next(call[1] for call in jobs.calls if call[0] == "compare")
    assert (config.recipe, config.epochs, config.data) == ("notes", 1, HOME)
    assert [len(compare.accuracy.points(key)) for key in ("with", "without")] == [1, 1]
    assert plain(compare.result.text()) == "With the heads 60 % right, without them 60 %"
    assert any(words.startswith("So far") for words in said)
    assert compare.start.isEnabled() and compare.epochs.value() == 1


def test_it_is_said_how_long_both_runs_would_take(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    """The fake run takes a minute an epoch: two times so many."""
    with qtbot.waitSignal(session.inspecting.arm.ready, timeout=5000):
        compare = view(ready, "compare")
    asked = next(call[1] for call in jobs.calls if call[0] == "estimate")
    assert (asked.recipe, asked.epochs, asked.data) == ("notes", 30, HOME)
    assert "about 1 h for both" in plain(compare.note.text())
    compare.epochs.setValue(4)  # known by now
    assert "about 8 min for both" in plain(compare.note.text())
    with qtbot.waitSignal(session.inspecting.arm.ready, timeout=5000):
        compare.recipes.setCurrentIndex(1)
        assert "as long as two runs" in compare.note.text()


def test_nothing_is_timed_for_a_view_that_was_left(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    going_on = threading.Event()
    usual = jobs.estimate

    def slow(*asked: Any) -> Any:
        going_on.wait(5)
        return (yield from usual(*asked))

    jobs.estimate = slow
    with qtbot.waitSignal(session.inspecting.arm.ready, timeout=900, raising=False) as ready_signal:
        view(ready, "compare")
        qtbot.waitUntil(lambda: session.inspecting.arm.active, timeout=5000)
        view(ready, "branches")
        going_on.set()
    assert not ready_signal.signal_triggered
    jobs.estimate = usual
    with qtbot.waitSignal(session.inspecting.arm.ready, timeout=5000):
        view(ready, "compare")


def test_a_comparison_of_another_day_is_shown(
    ready: InsidePage, session: Session, jobs: Any, qtbot: Any
) -> None:
    jobs.compared = True
    with qtbot.waitSignal(session.inspecting.past.succeeded, timeout=5000):
        compare = view(ready, "compare")
    assert compare.gradient.points("without").y[0] == pytest.approx(1.0)
    assert compare.gradient.points("with").y[0] == pytest.approx(1.0 + 0.5 * 2.0)


@pytest.mark.parametrize("key", ["network", "sizes", "costs", "branches", "compare", "filters", "lessons"])
def test_in_the_smallest_window_nothing_is_squeezed_or_cut_off(
    ready: InsidePage, key: str, qtbot: Any
) -> None:
    ready.resize(960 - 88, 640 - 76)  # without the rail, the menu and the line at the bottom
    shown = view(ready, key)
    qtbot.waitUntil(shown.isVisible, timeout=5000)
    room = ready._views.currentWidget().viewport()
    qtbot.waitUntil(lambda: shown.height() >= shown.minimumSizeHint().height(), timeout=5000)
    assert shown.width() <= room.width()


@pytest.mark.parametrize("key", ["network", "costs", "branches", "compare", "filters"])
def test_in_a_window_of_usual_size_nothing_is_scrolled(ready: InsidePage, key: str, qtbot: Any) -> None:
    ready.resize(1280 - 88, 800 - 84)
    shown = view(ready, key)
    qtbot.waitUntil(lambda: shown.width() > 1100, timeout=5000)
    place: Any = ready._views.currentWidget()
    assert not place.verticalScrollBar().isVisible()


def test_a_lesson_opens_the_view_that_it_is_about(ready: InsidePage, qtbot: Any) -> None:
    lessons = view(ready, "lessons")
    assert lessons.list.count() == 6
    lessons.reader.anchorClicked.emit(QUrl("ninefold:costs"))
    assert ready.bar.current == "costs" and ready.section is not None
    ready.section.lesson_wanted.emit("2-one-by-one")
    assert ready.bar.current == "lessons" and lessons.list.currentRow() == 1
    with qtbot.waitSignal(ready.train_requested, timeout=500):
        lessons.reader.anchorClicked.emit(QUrl("ninefold:train"))
    lessons.reader.anchorClicked.emit(QUrl("https://example.org"))
    assert ready.bar.current == "lessons"
