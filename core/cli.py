"""The headless command line: arguments in, events out. Knows no Qt, and imports torch only with a job.

Ctrl-C, SIGTERM and a closed terminal ask the job to stop in good order: training saves a checkpoint first.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.config import IMAGENET
from core.console import JsonLines, Lines, complain, in_full, say
from core.control import RunControl
from core.errors import ConfigError, DataError, ModelFileError, NinefoldError, ResourceError
from core.events import ItemClassified, ItemFailed, Job, Result, StopReason, result_of
from core.messages import sentence
from core.signals import Signals
from core.training.recipes import DEFAULT_RECIPE, FINETUNE, RECIPES, at_size, recipe_config
from core.training.start import default_recipe, fitted_to_model

OK, FAILED, WRONG_USAGE, FOUND = 0, 1, 2, 3
BY_SIGNAL = 128  # plus the signal's number; 130 for Ctrl-C
PIPE_CLOSED = BY_SIGNAL + 13  # SIGPIPE, which Windows does not know
STOPPED = -1
TABLE_TOP_K = 3

EXAMPLES = """\
examples:
  ninefold                                   open the window
  ninefold check flowers                     what is odd about a folder of pictures
  ninefold train flowers                     train on it, with the recipe "quick"
  ninefold train flowers --recipe notes --epochs 10 --out runs/notes
  ninefold train birds --start-from runs/notes/best.safetensors
  ninefold train flowers --resume runs/notes
  ninefold train flowers --compare-heads     with and without the auxiliary losses
  ninefold classify runs/notes new.jpg more-pictures/
  ninefold classify runs/notes holiday.zip --csv holiday.csv --sort-into sorted
  ninefold evaluate runs/notes flowers --report notes.html
  ninefold export runs/notes notes.onnx
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: see the README. Raises SystemExit(2) for wrong usage."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.command == "train":
        _complete_train(arguments)
    if hasattr(sys.stdout, "reconfigure"):  # a file name may hold what the terminal's encoding does not
        sys.stdout.reconfigure(errors="backslashreplace")
    control = RunControl()
    with Signals(control) as signals:
        try:
            code = _drive(arguments, control)
        except BrokenPipeError:  # whoever read our output has left, and needs no more of it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        except NinefoldError as error:
            if error.code != "cancelled":
                complain(in_full(error))
                return FAILED
            code = STOPPED
        except Exception as error:
            if sys.flags.dev_mode:  # python -X dev -m core: the whole story
                raise
            complain(sentence("unexpected", {"detail": f"{type(error).__name__}: {error}"}))
            return FAILED
    return BY_SIGNAL + signals.received if code == STOPPED else code


def _drive(arguments: argparse.Namespace, control: RunControl) -> int:
    job: Job[int] = arguments.job(arguments, control)
    with JsonLines() if arguments.json else Lines(getattr(arguments, "topk", None)) as output:
        while True:
            try:
                event = next(job)
            except StopIteration as end:
                return int(end.value)
            try:
                output.show(event)
            except BrokenPipeError:
                control.stop()
                result_of(job)
                raise


def _check(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    from core.data.dataset import open_dataset
    from core.data.health import check

    dataset = yield from open_dataset(arguments.folder, control)
    report = yield from check(dataset, control)
    if control.stop_requested:
        return STOPPED
    if not report.findings and not arguments.json:
        say(sentence("nothing-odd", {"count": len(dataset.items)}))
    return FOUND if any(finding.severity != "info" for finding in report.findings) else OK


def _train(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    if arguments.compare_heads:
        return (yield from _compare(arguments, control))
    if arguments.find_lr:
        from core.training.lr_finder import find_rate

        yield from find_rate(arguments.config, control)
        return OK
    from core.training.loop import train

    job = train(
        arguments.config,
        control,
        run=arguments.out,
        resume_from=arguments.resume,
        tensorboard=arguments.tensorboard,
    )
    finished = yield from job
    return STOPPED if finished.reason is StopReason.STOPPED else OK


def _compare(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    from core.training.compare import compare_heads

    comparison = yield from compare_heads(arguments.config, control, directory=arguments.out)
    completed = [each for each in comparison.finished if each.reason is StopReason.COMPLETED]
    return OK if len(completed) == 2 else STOPPED


def _classify(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    from core.inference.batch import classify_files

    asked = (arguments.csv, arguments.sort_into, arguments.heatmaps)
    answers: deque[ItemClassified | ItemFailed] = deque(maxlen=None if any(asked) else 1)
    job = classify_files(
        arguments.model, arguments.paths, control, top_k=arguments.topk, threshold=arguments.threshold
    )
    finished = yield from _noting(job, answers, arguments.topk or TABLE_TOP_K)
    if finished.classified or finished.failed:
        yield from _use_answers(arguments, answers, control)
    if control.stop_requested:
        return STOPPED
    if not finished.classified and isinstance(failure := next(iter(answers), None), ItemFailed):
        reason = sentence(failure.reason, failure.data)
        raise DataError("none-classified", count=finished.failed, path=failure.path, reason=reason)
    if not finished.classified:
        raise DataError("nothing-to-classify")
    return OK


def _evaluate(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    from core.evaluation.evaluate import evaluate
    from core.evaluation.report import write_csv, write_html

    evaluation = yield from evaluate(arguments.model, arguments.folder, control, part=arguments.part)
    for write, path in ((write_html, arguments.report), (write_csv, arguments.csv)):
        if path is not None:
            try:
                write(evaluation, path)
            except OSError as error:
                detail = error.strerror or str(error)
                raise ResourceError("file-not-written", path=path, detail=detail) from error
    return OK


def _use_answers(
    arguments: argparse.Namespace, answers: Sequence[ItemClassified | ItemFailed], control: RunControl
) -> Job[None]:
    """The table, the copies and the heat maps that were asked for. After a stop, the table alone."""
    from core.explain.heat_files import save_heat_maps
    from core.inference.results import sort_into, write_csv

    if arguments.csv is not None:
        try:
            write_csv(arguments.csv, answers, arguments.topk or TABLE_TOP_K)
        except OSError as error:
            detail = error.strerror or str(error)
            raise ResourceError("file-not-written", path=arguments.csv, detail=detail) from error
    named = [answer for answer in answers if isinstance(answer, ItemClassified)]
    if arguments.sort_into is not None and not control.stop_requested:
        yield from sort_into(arguments.sort_into, named, control)
    if arguments.heatmaps is not None and not control.stop_requested:
        paths = [answer.path for answer in named]
        yield from save_heat_maps(arguments.model, paths, arguments.heatmaps, control)


def _noting(job: Job[Result], answers: deque[ItemClassified | ItemFailed], top_k: int) -> Job[Result]:
    """Keeps of each answer the most probable classes alone: there may be 1,000, of thousands of pictures."""
    while True:
        try:
            event = next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if isinstance(event, ItemClassified):
            answers.append(replace(event, predictions=event.predictions[:top_k]))
        elif isinstance(event, ItemFailed):
            answers.append(event)
        yield event


def _export(arguments: argparse.Namespace, control: RunControl) -> Job[int]:
    from core.evaluation.replay_pictures import pictures_to_replay
    from core.inference.export import export_model

    pictures = yield from pictures_to_replay(arguments.model, arguments.pictures, control)
    yield from export_model(
        arguments.model, arguments.target, control, pictures=pictures, int8=arguments.int8
    )
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ninefold",
        description="Train GoogLeNet on a folder of your own pictures and name new ones.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    check = commands.add_parser("check", help="say what is odd about a folder of pictures")
    check.description = (
        "Check every picture of a folder; nothing in it is changed. Exit code 3 with findings."
    )
    _add_folder(check)
    check.set_defaults(job=_check)

    train = commands.add_parser("train", help="train a network on a folder of pictures")
    train.description = "Train on a folder with one sub-folder per class. Ctrl-C stops with a checkpoint."
    _add_folder(train)
    _add_settings(train)
    train.set_defaults(job=_train, parser=train)

    classify = commands.add_parser("classify", help="name pictures with a trained model")
    classify.description = "Name each picture; folders with all that is in them and below."
    classify.add_argument("model", type=_path, metavar="MODEL", help="a model file, or a run's folder")
    classify.add_argument("paths", type=_path, nargs="+", metavar="PATH", help="a picture or a folder")
    classify.add_argument("--topk", type=_count, metavar="K", help="say the K most probable classes")
    classify.add_argument(
        "--threshold", type=_share, metavar="P", help="not sure below this probability (the model's own)"
    )
    classify.add_argument(
        "--csv", type=_path, metavar="OUT", help="write a table with a row for each picture"
    )
    sort_help = "copy each picture into a folder of its class there; nothing is overwritten"
    classify.add_argument("--sort-into", type=_path, metavar="DIR", help=sort_help)
    classify.add_argument(
        "--heatmaps", type=_path, metavar="DIR", help="save there what in each picture speaks for the answer"
    )
    classify.set_defaults(job=_classify)

    export = commands.add_parser("export", help="write a model for other programs")
    export.description = (
        "Write a model as ONNX with its preprocessing, once that has given the answers of the model itself."
    )
    export.add_argument("model", type=_path, metavar="MODEL", help="a model file, or a run's folder")
    target_help = "a file that ends in .onnx, or a folder for that and scripts that use it"
    export.add_argument("target", type=_path, metavar="OUT", help=target_help)
    export.add_argument(
        "--pictures", type=_path, metavar="DIR", help="compare on these (the run's validation pictures)"
    )
    export.add_argument(
        "--int8", action="store_true", help="write a file with 8-bit numbers too, and say what it costs"
    )
    export.set_defaults(job=_export)

    evaluate = commands.add_parser("evaluate", help="how good a model is on labelled pictures")
    evaluate.description = "Compare what a model says of each picture with the folder that it is in."
    evaluate.add_argument("model", type=_path, metavar="MODEL", help="a model file, or a run's folder")
    _add_folder(evaluate)
    part_help = "which pictures (validation in the folder that the run learned from, else all)"
    evaluate.add_argument("--part", choices=("validation", "test", "train", "all"), help=part_help)
    evaluate.add_argument(
        "--report", type=_path, metavar="HTML", help="write a report with plots and pictures"
    )
    evaluate.add_argument(
        "--csv", type=_path, metavar="CSV", help="write a table with a row for each picture"
    )
    evaluate.set_defaults(job=_evaluate)

    for command in (check, train, classify, evaluate, export):
        command.add_argument("--json", action="store_true", help="print events as JSON, one a line")
    return parser


def _path(text: str) -> Path:
    if not text:  # an unset variable of a script's; as a path it would mean the current folder
        raise argparse.ArgumentTypeError("an empty name names nothing")
    return Path(text)


def _absolute(text: str) -> Path:
    return _path(text).absolute()


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_absolute, metavar="DIR", help="one sub-folder per class")


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:  # which is false for NaN as well
        raise argparse.ArgumentTypeError(f"{text} is not within 0 and 1")
    return value


def _add_settings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("settings", "What is not given is as the recipe says.")
    group.add_argument(
        "--recipe",
        choices=tuple(RECIPES),
        help=f"settings to begin with ({FINETUNE} where there are weights for it, else {DEFAULT_RECIPE})",
    )
    group.add_argument(
        "--start-from",
        metavar="FILE",
        help=f"weights to begin with: a model of your own, a foreign state dict, or {IMAGENET}",
    )
    group.add_argument("--epochs", type=int, metavar="N", help="times that each picture is seen")
    group.add_argument("--size", type=int, metavar="PIXELS", help="side of the network's square input")
    group.add_argument("--batch", type=int, metavar="N", help="pictures per step", dest="batch_size")
    group.add_argument("--lr", type=float, metavar="RATE", help="learning rate", dest="learning_rate")
    group.add_argument("--aux1-weight", type=float, metavar="W", help="of the loss of the head on 4a")
    group.add_argument("--aux2-weight", type=float, metavar="W", help="of the loss of the head on 4d")
    group.add_argument(
        "--balance",
        action="store_const",
        const=True,
        dest="balance_classes",
        help="see each class equally often",
    )
    group.add_argument(
        "--val", type=float, metavar="SHARE", help="of the pictures, 0 to 1", dest="validation_share"
    )
    group.add_argument(
        "--test", type=float, metavar="SHARE", help="of the pictures, 0 to 1", dest="test_share"
    )
    group.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same run")
    parser.add_argument(
        "--compare-heads",
        action="store_true",
        help="train twice with the same seed, auxiliary weights 0 and 0.3; --out is then the folder of both",
    )
    parser.add_argument("--tensorboard", action="store_true", help="write files for TensorBoard as well")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--out", type=_absolute, metavar="RUN", help="the new run's folder")
    where.add_argument(
        "--resume", type=_absolute, metavar="RUN", help="go on with a stopped run, as it was set"
    )
    where.add_argument("--find-lr", action="store_true", help="do not train: try learning rates, suggest one")


def _complete_train(arguments: argparse.Namespace) -> None:
    """Put the run's settings in `arguments.config`; wrong ones are wrong usage."""
    names = (
        *("epochs", "batch_size", "learning_rate", "aux1_weight", "aux2_weight", "seed"),
        *("balance_classes", "validation_share", "test_share"),
    )
    settings = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    start = arguments.start_from
    if start is not None:
        settings["start_from"] = start if start in ("", IMAGENET) else str(Path(start).absolute())
    own = settings or arguments.recipe is not None or arguments.size is not None
    if arguments.resume is not None and own:
        arguments.parser.error("--resume goes on with the run's own settings: give no others")
    weighted = arguments.aux1_weight is not None or arguments.aux2_weight is not None
    if arguments.compare_heads and (weighted or arguments.resume is not None):
        arguments.parser.error("--compare-heads begins anew and has its own weights of the auxiliary losses")
    try:
        recipe = arguments.recipe or (FINETUNE if start else default_recipe())
        config = fitted_to_model(recipe_config(recipe, arguments.folder, **settings))
        arguments.config = config if arguments.size is None else at_size(config, arguments.size)
    except (ConfigError, ModelFileError) as error:
        arguments.parser.error(in_full(error))


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ninefold {version('ninefold')}")
        parser.exit()
