"""Pictures of the real window in its states, most in light and dark: a real, short training on the sample.

Usage: screenshots.py [--size 1280x800] [FOLDER]. Without a folder they go to resources/screenshots.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 900  # seconds
EPOCHS = 10
PICTURE_SIZE = 64
BATCH = 24  # of few pictures, so that an epoch has some steps
RATE = "0.0007"
SHOWN_AT = 6  # the epoch in which the run is photographed
COMPARED_EPOCHS = 6
INSIDE = ("network", "sizes", "costs", "branches", "gradients", "depths", "filters", "lessons", "compare")
IN_BOTH_THEMES = ("network", "branches", "gradients")
CHANNEL = ("inception4c", 20)
SETTLE = 0.4  # seconds for thumbnails and charts to be painted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "resources" / "screenshots")
    parser.add_argument("--size", default="1280x800")
    options = parser.parse_args()
    width, height = (int(part) for part in options.size.split("x"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["NINEFOLD_HOME"] = home
        sys.path.insert(0, str(PROJECT))
        photograph(options.folder, width, height)


def photograph(folder: Path, width: int, height: int) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    from core.events import EpochDone
    from gui.actions import Command
    from gui.application import make_application
    from gui.inside.compare import OWN
    from gui.main_window import MainWindow
    from gui.messages import Failure
    from gui.session import JobState, Session
    from gui.settings import Settings
    from gui.theme import ThemeName, theme

    application = make_application()
    theme().apply(ThemeName.LIGHT)
    session = Session()
    window = MainWindow(session, Settings())
    window.resize(width, height)
    window.show()
    actions = window.actions_by_command
    folder.mkdir(parents=True, exist_ok=True)

    failures: list[Failure] = []
    for failed in (
        session.data.failed,
        session.training_failed,
        session.estimate_failed,
        session.classify_failed,
    ):
        failed.connect(failures.append)

    def wait(done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            if failures or time.monotonic() > end:
                raise RuntimeError(failures or "the window did not come to the next state")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)

    def settle() -> None:
        end = time.monotonic() + SETTLE
        wait(lambda: time.monotonic() > end)

    def take(name: str, *choices: ThemeName) -> None:
        for choice in choices or (ThemeName.DARK, ThemeName.LIGHT):
            theme().apply(choice)
            settle()
            window.grab().save(str(folder / f"{name}-{choice.value}.png"))
        print(name, flush=True)

    take("welcome")
    actions[Command.OPEN_SAMPLE].trigger()
    wait(lambda: session.data.dataset is not None)
    wait(lambda: not session.data.state.active and not session.data.check_state.active)
    take("data")

    window.show_page(window.train_page)
    setup = window.train_page.setup
    setup.editor("epochs").setValue(EPOCHS)
    setup.editor("preprocessing.size").setValue(PICTURE_SIZE)
    setup.editor("batch_size").setValue(BATCH)
    setup.editor("learning_rate").setText(RATE)
    setup.editor("learning_rate").textEdited.emit(RATE)
    setup.editor("threads").setValue(1)  # several wait for each other where the machine is busy
    wait(lambda: window.train_page.estimate_text.startswith("about"))
    take("train-ready")

    actions[Command.TRAIN].trigger()
    wait(lambda: sum(isinstance(event, EpochDone) for event in session.training_events) >= SHOWN_AT)
    session.pause_training()
    wait(lambda: session.training_state is JobState.PAUSED)
    take("train-paused")
    session.resume_training()
    wait(lambda: session.training_state is JobState.RUNNING)
    take("train-running")
    wait(lambda: not session.training_state.active)
    take("train-finished")

    assert session.data.dataset is not None
    window.show_page(window.classify_page)
    session.classify([item.path for item in session.data.dataset.of("validation")[::7]])
    wait(lambda: not session.classify_state.active)
    take("classify")

    window.show_page(window.results_page)
    window.results_page.evaluate()
    settle()
    wait(lambda: not session.busy)
    take("results")

    def idle() -> None:
        settle()
        wait(lambda: not session.busy)
        settle()

    page = window.inside_page
    window.show_page(page)
    for name in INSIDE:
        page.go(name)
        idle()
        view = page.section.view
        match name:
            case "depths":
                view.start.click()
            case "filters":
                view.find_alike.click()
                idle()
                page.section.choose_channel(*CHANNEL)
            case "compare":
                view.recipes.setCurrentIndex(view.recipes.findData(OWN))
                view.epochs.setValue(COMPARED_EPOCHS)
                view.start.click()
        idle()
        take(f"inside-{name}", *(() if name in IN_BOTH_THEMES else (ThemeName.LIGHT,)))

    window.closing.stop()
    wait(lambda: not window.isVisible())
    application.quit()


if __name__ == "__main__":
    main()
