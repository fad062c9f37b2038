from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from core.console import JsonLines, Lines
from core.events import (
    EpochDone,
    Finding,
    HeadLosses,
    HeadScore,
    HeadScores,
    ItemClassified,
    Phase,
    PhaseChanged,
    Prediction,
    Progress,
    RateSuggested,
    RateTried,
    SettingsChanged,
    StepDone,
)

EPOCH = EpochDone(
    epoch=2,
    epochs=5,
    training=HeadLosses(2.1, 1.5, 1.0, 1.0),
    validation=HeadScores(HeadScore(1.25, 0.5), HeadScore(1.5, 0.25), None),
    best=True,
    seconds=61.4,
    seconds_left=7500,
)
STEP = StepDone(1, 3, 10, HeadLosses(1.0, 1.0), 0.1, 1.0, 12.5)
DECODED = Progress(Phase.DECODING, 96, 2000)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_changed_settings_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        lines.show(SettingsChanged(2, 3, {"learning_rate": 4e-4, "epochs": 12}))
    assert capsys.readouterr().out == "changed in epoch 2, after step 3: learning_rate 0.0004, epochs 12\n"


def test_a_suggested_rate_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Lines() as lines:
        lines.show(RateTried(4, 80, 1e-4, 1.9, 1.75))
        lines.show(RateSuggested(2e-3, 2e-2, True))
        lines.show(RateSuggested(None, None, False))
    assert "rate 1.0e-04, loss 1.750" in terminal.getvalue()
    suggested, nothing = capsys.readouterr().out.splitlines()
    assert "2.0e-03" in suggested and "2.0e-02" in suggested and "broke out" in suggested
    assert "loss fell at none" in nothing


def test_an_epoch_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        lines.show(EPOCH)
    assert capsys.readouterr().out == (
        "epoch 2/5  loss main 1.500 aux1 1.000 aux2 1.000  "
        "validation main 1.250 50.0% aux1 1.500 25.0%  1 min 1 s, 2 h 5 min left  best so far\n"
    )


def test_a_picture_is_one_line_whatever_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    predictions = tuple(Prediction(name, p) for name, p in (("a\nb", 0.75), ("c", 0.15), ("d", 0.1)))
    with Lines() as lines:
        lines.show(ItemClassified(Path("x\x1b[2J.png"), (*predictions, Prediction("e", 0))))
    assert capsys.readouterr().out == "x\\x1b[2J.png  a\\nb 75.0%  (c 15.0%, d 10.0%)\n"


def test_a_long_finding_names_ten_files(capsys: pytest.CaptureFixture[str]) -> None:
    files = tuple(Path(f"{n}.png") for n in range(1012))
    with Lines() as lines:
        lines.show(Finding("bad-setting", "warning", files, {"name": "n", "value": 1}))
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "warning: The setting n cannot be 1."
    assert [line.strip() for line in shown[1:11]] == [f"- {n}.png" for n in range(10)]
    assert shown[11].strip().startswith("and 1,002 more")


def test_files_that_belong_together_stand_below_one_dash(capsys: pytest.CaptureFixture[str]) -> None:
    a, b, c, d = (Path(name) for name in "abcd")
    with Lines() as lines:
        data = {"name": "n", "value": 1}
        lines.show(Finding("bad-setting", "info", (a, b, c, d), data, groups=((a, c), (b, d))))
    shown = capsys.readouterr().out.splitlines()[1:]
    assert [line.strip() for line in shown] == ["- a", "c", "- b", "d"]


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as lines:
        for event in (PhaseChanged(Phase.TRAINING), Progress(Phase.TRAINING, 1, 2), STEP):
            lines.show(event)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal_that_is_gone_in_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Lines() as lines:
        for event in (PhaseChanged(Phase.SCANNING), Progress(Phase.SCANNING, 7, None), STEP, DECODED, EPOCH):
            lines.show(event)
    written = terminal.getvalue()
    assert "Looking through the folder" in written
    assert "Epoch 1" in written
    assert "/10" in written
    assert "Decoding" not in written, "the epoch's own bar stays"
    assert written.rstrip(" ").endswith("\r")
    assert capsys.readouterr().out.startswith("epoch 2/5")


def test_json_has_the_words_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    with JsonLines() as lines:
        lines.show(Finding("bad-setting", "info", (Path("a"),), {"name": "n", "value": 1}))
    assert json.loads(capsys.readouterr().out) == {
        "event": "Finding",
        "kind": "bad-setting",
        "severity": "info",
        "files": ["a"],
        "data": {"name": "n", "value": 1},
        "groups": [],
        "message": "The setting n cannot be 1.",
    }
