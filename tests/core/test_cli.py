from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

import core.data.health
import core.training.loop
from core import cli
from core.control import RunControl
from core.errors import ResourceError
from core.events import Event, Finding
from core.model.file import read_header

Run = Callable[..., "tuple[int, list[str], list[str]]"]
SMALL = ["--recipe", "notes", "--size", "32", "--batch", "8", "--seed", "3"]


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So small pictures are fastest with one, above all where others compute as well."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two classes of 15 pictures: bright noise and dark noise."""
    root = tmp_path_factory.mktemp("pictures")
    rng = np.random.default_rng(5)
    for name, light in (("bright", 130), ("dark", 0)):
        (root / name).mkdir()
        for number in range(15):
            pixels = rng.integers(light, light + 120, (80, 80, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(root / name / f"{number}.png")
    return root


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in this process; gives its exit code and the lines of stdout and of stderr."""

    def run(*arguments: str | Path) -> tuple[int, list[str], list[str]]:
        capfd.readouterr()
        code = cli.main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return code, printed.out.splitlines(), printed.err.splitlines()

    return run


@pytest.fixture(scope="module")
def trained(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """A finished run of two epochs, and what `--json` printed."""
    out = tmp_path_factory.mktemp("runs") / "first"
    done = subprocess.run(
        [sys.executable, "-m", "core", "train", folder, *SMALL, "--epochs", "2", "--out", out, "--json"],
        capture_output=True,
        check=True,
        env={**os.environ, "NINEFOLD_HOME": str(tmp_path_factory.mktemp("home")), "OMP_NUM_THREADS": "1"},
        timeout=120,
    )
    assert done.stderr == b""
    return out, [json.loads(line) for line in done.stdout.splitlines()]


def _of(kind: str, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [event for event in events if event["event"] == kind]


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "paint",
        "check",
        "train",
        "classify",
        "classify model",
        "classify m p --topk 0",
        "classify m p --threshold 2",
        "classify m p --threshold nan",
        "export m",
        "evaluate m",
        "evaluate m d --part some",
        "train d --epochs many",
        "train d --epochs 0",
        "train d --lr nan",
        "train d --size 5",
        "train d --recipe none",
        "train d --out a --resume b",
        "train d --resume a --epochs 3",
        "train d --resume a --size 64",
        "train d --resume a --recipe quick",
        "train d --compare-heads --resume a",
        "train d --compare-heads --aux2-weight 0.5",
        "evaluate m d --precision 1",
        "evaluate m d --precision 95",
    ],
)
def test_wrong_usage_is_2_and_prints_nothing_to_stdout(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments.split())
    assert end.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: ninefold" in printed.err


def test_an_empty_name_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unset variable of a script's: as a path it would mean the current folder."""
    for arguments in (
        ["check", ""],
        ["train", ""],
        ["train", str(folder), "--out", ""],
        ["classify", "", "1.jpg"],
        ["classify", "model", "1.jpg", ""],
    ):
        with pytest.raises(SystemExit) as exit_:
            cli.main(arguments)
        assert exit_.value.code == 2
        assert "an empty name names nothing" in capsys.readouterr().err


def test_shares_and_balance_are_settings(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configs = []

    def train(config: Any, *_: Any, run: Path, **__: Any) -> Any:
        configs.append((config, run))
        raise ResourceError("archive-no-room", path="x")
        yield

    monkeypatch.setattr(core.training.loop, "train", train)
    monkeypatch.chdir(tmp_path)
    run("train", folder, "--balance", "--val", "0.3", "--test", "0.1", "--out", "here")
    run("train", folder)
    (config, place), (plain, _) = configs
    assert (config.balance_classes, config.validation_share, config.test_share) == (True, 0.3, 0.1)
    assert place == tmp_path / "here"
    assert not plain.balance_classes


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["--version"]])
def test_help_and_version_load_no_torch(arguments: list[str]) -> None:
    script = (
        "import sys, core.cli\n"
        f"try: core.cli.main({arguments})\n"
        "except SystemExit as end: sys.exit(end.code or 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "ninefold" in done.stdout


def test_settings_reach_the_run(trained: tuple[Path, list[dict[str, Any]]]) -> None:
    config = _of("RunStarted", trained[1])[0]["config"]
    assert (config["recipe"], config["epochs"], config["batch_size"], config["seed"]) == ("notes", 2, 8, 3)
    assert config["preprocessing"]["size"] == 32
    assert (config["aux1_weight"], config["aux2_weight"]) == (0.3, 0.3)


def test_train_prints_its_events_as_json(trained: tuple[Path, list[dict[str, Any]]]) -> None:
    out, events = trained
    steps = _of("StepDone", events)
    assert [(e["epoch"], e["step"]) for e in steps] == [(e, s) for e in (1, 2) for s in range(1, 4)]
    for losses in (step["losses"] for step in steps):
        assert list(losses) == ["total", "main", "aux1", "aux2"]
        together = losses["main"] + 0.3 * losses["aux1"] + 0.3 * losses["aux2"]
        assert losses["total"] == pytest.approx(together, rel=1e-5)
    for epoch in _of("EpochDone", events):
        assert list(epoch["validation"]) == ["main", "aux1", "aux2"]
        assert all(list(score) == ["loss", "accuracy"] for score in epoch["validation"].values())
    assert events[-1]["event"] == "RunFinished"
    assert events[-1]["reason"] == "completed"
    assert Path(events[-1]["model"]) == out / "best.safetensors"


def test_weights_of_the_heads_can_be_set(folder: Path, tmp_path: Path, run: Run) -> None:
    weights = ["--aux1-weight", "0", "--aux2-weight", "0.5", "--lr", "0.001"]
    code, out, _ = run("train", folder, *SMALL, "--epochs", "1", *weights, "--out", tmp_path / "r", "--json")
    assert code == 0
    steps = _of("StepDone", [json.loads(line) for line in out])
    assert {step["learning_rate"] for step in steps} == {0.001}
    for losses in (step["losses"] for step in steps):
        assert losses["total"] == pytest.approx(losses["main"] + 0.5 * losses["aux2"], rel=1e-5)


def test_train_prints_a_line_per_epoch_with_three_heads(folder: Path, tmp_path: Path, run: Run) -> None:
    code, out, err = run("train", folder, *SMALL, "--epochs", "1", "--out", tmp_path / "r")
    assert (code, err) == (0, [])
    (epoch,) = (line for line in out if line.startswith("epoch 1/1 "))
    for half in epoch.split("validation"):
        assert all(head in half for head in ("main", "aux1", "aux2"))
    assert any(str(tmp_path / "r" / "best.safetensors") in line for line in out)


def test_a_learning_rate_is_suggested_and_nothing_trained(
    folder: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path))
    monkeypatch.setattr("core.training.lr_finder.STEPS", 5)
    code, lines, err = run("train", folder, *SMALL, "--find-lr", "--json")
    assert (code, err) == (0, [])
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events if event["event"].startswith("Rate")] == [
        *["RateTried"] * 5,
        "RateSuggested",
    ]
    assert not (tmp_path / "runs").exists()


def test_a_folder_that_is_not_there_fails_in_one_line(tmp_path: Path, run: Run) -> None:
    for command in ("check", "train"):
        code, out, err = run(command, tmp_path / "nowhere", "--json")
        assert code == 1
        assert len(err) == 1
        assert "nowhere" in err[0]
        assert all(json.loads(line) for line in out)


def test_a_bug_is_told_in_one_line(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Iterator[Event]:
        raise ZeroDivisionError("two\nlines")
        yield

    monkeypatch.setattr(core.training.loop, "train", broken)
    code, _, err = run("train", folder)
    assert code == 1
    assert len(err) == 1
    assert "ZeroDivisionError" in err[0]


def test_a_failure_says_what_to_do(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Iterator[Event]:
        raise ResourceError("bad-setting", name="disk", value="full", allowed="a disk with room")
        yield

    monkeypatch.setattr(core.training.loop, "train", full)
    code, _, err = run("train", folder)
    assert code == 1
    assert err == ["ninefold: The setting disk cannot be full. Allowed: a disk with room."]


def test_check_prints_findings_and_3(tmp_path: Path, folder: Path, run: Run) -> None:
    for name in ("bright", "dark"):
        (tmp_path / name).mkdir()
        for number in range(12):
            (tmp_path / name / f"{number}.png").write_bytes((folder / name / f"{number}.png").read_bytes())
    (tmp_path / "dark" / "same.png").write_bytes((folder / "bright" / "0.png").read_bytes())
    code, out, err = run("check", tmp_path, "--json")
    assert (code, err) == (3, [])
    findings = _of("Finding", [json.loads(line) for line in out])
    both = {str(tmp_path / "bright" / "0.png"), str(tmp_path / "dark" / "same.png")}
    conflict = next(f for f in findings if f["severity"] == "error" and set(f["files"]) == both)
    assert conflict["kind"]
    assert conflict["message"]
    code, out, err = run("check", tmp_path)
    assert (code, err) == (3, [])
    assert any(line == f"error: {conflict['message']}" for line in out)
    assert any(line.endswith(str(tmp_path / "dark" / "same.png")) for line in out)


@pytest.mark.parametrize(("severity", "code"), [(None, 0), ("info", 0), ("warning", 3), ("error", 3)])
def test_check_ends_by_the_worst_finding(
    severity: str | None, code: int, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Finding("bad-setting", severity, (), {"name": "a", "value": 1})] if severity else []

    class Report:
        findings = tuple(found)

    def check(*_: object) -> Iterator[Event]:
        yield from found
        return Report

    monkeypatch.setattr(core.data.health, "check", check)
    assert run("check", folder)[0] == code


def test_classify_names_a_picture(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    pictures = [folder / "bright" / "0.png", tmp_path / "text.png"]
    code, out, err = run("classify", trained[0], *pictures, "--json")
    assert (code, err) == (0, [])
    events = [json.loads(line) for line in out]
    (named,) = _of("ItemClassified", events)
    assert named["path"] == str(pictures[0])
    assert {p["label"] for p in named["predictions"]} == {"bright", "dark"}
    assert sum(p["probability"] for p in named["predictions"]) == pytest.approx(1)
    (failed,) = _of("ItemFailed", events)
    assert (failed["path"], failed["reason"]) == (str(pictures[1]), "not-a-picture")
    assert failed["message"]
    code, out, err = run("classify", trained[0] / "best.safetensors", *pictures)
    assert (code, err, len(out)) == (0, [], 2)
    best = named["predictions"][0]
    assert out[0].startswith(f"{pictures[0]}  {best['label']} {best['probability']:.1%}")
    assert failed["message"] in out[1]


def test_classify_with_nothing_named_is_1_and_says_why(
    trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    for arguments in ([tmp_path / "none.png"], [tmp_path]):
        code, _, err = run("classify", trained[0], *arguments)
        assert code == 1
        assert len(err) == 1
    code, _, err = run("classify", tmp_path / "none.safetensors", tmp_path)
    assert code == 1
    assert len(err) == 1
    assert "none.safetensors" in err[0]


def test_classify_writes_a_table_copies_and_heat_maps(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    options = ["--topk", "1", "--threshold", "1", "--csv", tmp_path / "t.csv"]
    options += ["--sort-into", tmp_path / "sorted", "--heatmaps", tmp_path / "heat"]
    code, out, err = run("classify", trained[0], folder / "dark" / "0.png", folder / "bright", *options)
    assert (code, err) == (0, [])
    assert "(" not in out[0].partition(".png")[2]  # one class, and no others in brackets
    table = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "file,sure,class,probability,problem"
    assert len(table) == 1 + 16
    assert ",no," in table[1]
    assert [path.name for path in (tmp_path / "sorted").iterdir()] == ["not sure"]
    assert len(list((tmp_path / "sorted" / "not sure").iterdir())) == 16
    assert any("0 (2).png" in line and "taken" in line for line in out)
    assert len(list((tmp_path / "heat").iterdir())) == 16
    (tmp_path / "full").write_text("a file")
    code, _, err = run("classify", trained[0], folder / "dark", "--csv", tmp_path / "full" / "t.csv")
    assert code == 1
    assert len(err) == 1


def test_export_replays_the_validation_pictures(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    code, out, err = run("export", trained[0], tmp_path / "m.onnx", "--json")
    assert (code, err) == (0, [])
    events = [json.loads(line) for line in out]
    (finished,) = _of("ExportFinished", events)
    (started,) = _of("RunStarted", trained[1])
    assert finished["pictures"] == started["validation_pictures"]
    assert finished["agreement"] == 1
    assert finished["largest_difference"] < 0.01
    assert _of("Warned", events) == []
    code, out, err = run("export", trained[0], tmp_path / "folder", "--pictures", folder / "dark")
    assert (code, err) == (0, [])
    assert any("parameters" in line for line in out)
    assert (tmp_path / "folder" / "predict.py").is_file()
    code, _, err = run("export", trained[0], tmp_path / "folder" / "labels.txt")
    assert code == 1
    assert len(err) == 1


def test_evaluate_says_how_good_a_model_is(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    report, table = tmp_path / "report.html", tmp_path / "table.csv"
    code, out, err = run("evaluate", trained[0], folder, "--report", report, "--csv", table, "--json")
    assert (code, err) == (0, [])
    (finished,) = _of("EvaluationFinished", [json.loads(line) for line in out])
    (ended,) = _of("RunFinished", trained[1])
    (started,) = _of("RunStarted", trained[1])
    assert (finished["part"], finished["failed"]) == ("validation", 0)
    assert finished["pictures"] == started["validation_pictures"]
    assert finished["main"]["accuracy"] == pytest.approx(ended["best_accuracy"])
    assert [each["name"] for each in finished["main"]["classes"]] == ["bright", "dark"]
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == finished["pictures"]
    assert {Path(row["path"]).parent.name == row["class"] for row in rows} == {True}
    right = sum(row["class"] == row["answer"] for row in rows)
    assert right / len(rows) == pytest.approx(finished["main"]["accuracy"])
    page = report.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and "bright" in page and "dark" in page
    code, out, err = run("evaluate", trained[0] / "best.safetensors", folder, "--part", "all")
    assert (code, err) == (0, [])
    assert any(line.startswith("30 pictures of") for line in out)
    assert all(
        any(line.startswith(name) for line in out) for name in ("main", "aux1", "aux2", "bright", "dark")
    )


def test_evaluate_keeps_how_right_sure_answers_shall_be(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    model = tmp_path / "alone.safetensors"
    shutil.copy(trained[0] / "best.safetensors", model)  # without its run, all pictures are new to it
    code, out, err = run("evaluate", model, folder, "--precision", "0.5", "--json")
    (kept,) = _of("PrecisionKept", [json.loads(line) for line in out])
    assert (code, err, kept["precision"]) == (0, [], 0.5)
    header = read_header(model)
    assert (header.precision, header.threshold) == (0.5, kept["threshold"])
    _, out, _ = run("evaluate", model, folder, "--precision", "0.5")
    assert any(line.startswith("For 50.0% sure from a probability of") for line in out)
    code, _, err = run("evaluate", trained[0], folder, "--part", "train", "--precision", "0.9")
    assert (code, len(err)) == (1, 1)
    assert "learned from these pictures" in err[0]


def test_evaluate_says_why_it_cannot(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    for name in ("cats", "dogs"):
        (tmp_path / "pets" / name).mkdir(parents=True)
        Image.new("RGB", (40, 40)).save(tmp_path / "pets" / name / "1.png")
    (tmp_path / "file").write_text("no folder")
    report = ["--report", tmp_path / "file" / "report.html"]
    for arguments, word in (
        ([trained[0], tmp_path / "nowhere"], "nowhere"),
        ([trained[0], tmp_path / "pets"], "cats"),
        ([tmp_path / "none.safetensors", folder], "none.safetensors"),
        ([trained[0], folder, *report], "report.html"),
    ):
        code, _, err = run("evaluate", *arguments)
        assert (code, len(err)) == (1, 1)
        assert word in err[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
def test_file_names_that_are_no_text(
    folder: Path, trained: tuple[Path, list[dict[str, Any]]], tmp_path: Path, run: Run
) -> None:
    name = os.path.join(os.fsencode(tmp_path), b"caf\xe9 \x1b[31m\n.png")  # noqa: PTH118
    with open(name, "wb") as file:  # noqa: PTH123
        file.write((folder / "dark" / "1.png").read_bytes())
    code, out, _ = run("classify", trained[0], os.fsdecode(name))
    assert (code, len(out)) == (0, 1)
    assert out[0].isprintable()
    _, out, _ = run("classify", trained[0], os.fsdecode(name), "--json")
    (event,) = _of("ItemClassified", [json.loads(line) for line in out])
    assert os.fsencode(event["path"]) == name


def _start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "core", "train", folder, *SMALL, "--batch", "4", "--epochs", "2"]
    return subprocess.Popen(
        [*command, "--out", out, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _until_step(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if b"StepDone" in line:
            return
    raise AssertionError(process.communicate(timeout=10)[1].decode())


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals to one process")
@pytest.mark.parametrize(("number", "times"), [(signal.SIGINT, 2), (signal.SIGTERM, 1)])
def test_a_signal_stops_with_a_checkpoint_and_the_run_goes_on_from_there(
    number: signal.Signals, times: int, folder: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "r"
    with _start(folder, out) as process:
        _until_step(process)
        for _ in range(times):
            process.send_signal(number)
        printed, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + number, b"")
    last = json.loads(printed.splitlines()[-1])
    assert (last["event"], last["reason"]) == ("RunFinished", "stopped")
    assert (out / "last.ckpt").stat().st_size > 0
    code, lines, err = run("train", folder, "--resume", out, "--json")
    assert (code, err) == (0, [])
    events = [json.loads(line) for line in lines]
    assert _of("RunStarted", events)[0]["resumed"]
    assert events[-1]["epochs_done"] == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_closed_pipe_stops_with_a_checkpoint_and_no_word(folder: Path, tmp_path: Path) -> None:
    with _start(folder, tmp_path / "r") as process:
        _until_step(process)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141
    assert (tmp_path / "r" / "last.ckpt").stat().st_size > 0


def test_a_stop_while_the_folder_is_read_is_a_stop(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(folder: Path, control: RunControl) -> Iterator[Event]:
        control.stop()
        return iter(open_dataset(folder, control))

    open_dataset = core.data.dataset.open_dataset
    monkeypatch.setattr(core.data.dataset, "open_dataset", stopped)
    assert run("check", folder)[0] == 130


def test_comparing_trains_twice(run: Run, folder: Path, tmp_path: Path) -> None:
    code, lines, err = run(
        "train", folder, *SMALL, "--epochs", "1", "--compare-heads", "--out", tmp_path / "both", "--json"
    )
    assert (code, err) == (0, [])
    events = [json.loads(line) for line in lines]
    arms = [event for event in events if event["event"] == "ArmStarted"]
    assert [(arm["arm"], arm["arms"], arm["aux_weight"]) for arm in arms] == [(1, 2, 0.0), (2, 2, 0.3)]
    finished = [event for event in events if event["event"] == "RunFinished"]
    assert [event["run"] for event in finished] == [arm["run"] for arm in arms]
    assert {Path(arm["run"]).parent for arm in arms} == {tmp_path / "both"}
