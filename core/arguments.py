"""The arguments of the command line: what may be said, what it means, and the help. Knows no jobs.

Imports no torch, so that help and a wrong word are answered at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from core.config import IMAGENET
from core.console import in_full
from core.errors import ConfigError, ModelFileError
from core.training.recipes import DEFAULT_RECIPE, FINETUNE, RECIPES, at_size, recipe_config
from core.training.start import default_recipe, fitted_to_model

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


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The command and all that was said with it. Raises SystemExit(2) for wrong usage.

    `command` is its name and `json` asks for events as JSON; `train` gets its settings as `config`.
    """
    arguments = _parser().parse_args(argv)
    if arguments.command == "train":
        _complete_train(arguments)
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ninefold",
        description="Train GoogLeNet on a folder of your own pictures and name new ones.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _check(commands.add_parser("check", help="say what is odd about a folder of pictures"))
    _train(commands.add_parser("train", help="train a network on a folder of pictures"))
    _classify(commands.add_parser("classify", help="name pictures with a trained model"))
    _export(commands.add_parser("export", help="write a model for other programs"))
    _evaluate(commands.add_parser("evaluate", help="how good a model is on labelled pictures"))
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="print events as JSON, one a line")
    return parser


def _check(check: argparse.ArgumentParser) -> None:
    check.description = (
        "Check every picture of a folder; nothing in it is changed. Exit code 3 with findings."
    )
    _add_folder(check)


def _train(train: argparse.ArgumentParser) -> None:
    train.description = "Train on a folder with one sub-folder per class. Ctrl-C stops with a checkpoint."
    _add_folder(train)
    _add_settings(train)
    train.set_defaults(parser=train)


def _classify(classify: argparse.ArgumentParser) -> None:
    classify.description = "Name each picture; folders with all that is in them and below."
    _add_model(classify)
    classify.add_argument("paths", type=_path, nargs="+", metavar="PATH", help="a picture or a folder")
    classify.add_argument("--topk", type=_count, metavar="K", help="say the K most probable classes")
    classify.add_argument(
        "--threshold", type=_share, metavar="P", help="not sure below this probability (the model's own)"
    )
    _add_table(classify)
    sort_help = "copy each picture into a folder of its class there; nothing is overwritten"
    classify.add_argument("--sort-into", type=_path, metavar="DIR", help=sort_help)
    classify.add_argument(
        "--heatmaps", type=_path, metavar="DIR", help="save there what in each picture speaks for the answer"
    )


def _export(export: argparse.ArgumentParser) -> None:
    export.description = (
        "Write a model as ONNX with its preprocessing, once that has given the answers of the model itself."
    )
    _add_model(export)
    target_help = "a file that ends in .onnx, or a folder for that and scripts that use it"
    export.add_argument("target", type=_path, metavar="OUT", help=target_help)
    export.add_argument(
        "--pictures", type=_path, metavar="DIR", help="compare on these (the run's validation pictures)"
    )
    export.add_argument(
        "--int8", action="store_true", help="write a file with 8-bit numbers too, and say what it costs"
    )


def _evaluate(evaluate: argparse.ArgumentParser) -> None:
    evaluate.description = "Compare what a model says of each picture with the folder that it is in."
    _add_model(evaluate)
    _add_folder(evaluate)
    part_help = "which pictures (validation in the folder that the run learned from, else all)"
    evaluate.add_argument("--part", choices=("validation", "test", "train", "all"), help=part_help)
    evaluate.add_argument(
        "--report", type=_path, metavar="HTML", help="write a report with plots and pictures"
    )
    precision_help = "find from which probability on such a share is right, and keep that in the model file"
    evaluate.add_argument("--precision", type=_precision, metavar="P", help=precision_help)
    _add_table(evaluate)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_absolute, metavar="DIR", help="one sub-folder per class")


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", type=_path, metavar="MODEL", help="a model file, or a run's folder")


def _add_table(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", type=_path, metavar="CSV", help="write a table with a row for each picture")


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


def _path(text: str) -> Path:
    if not text:  # an unset variable of a script's; as a path it would mean the current folder
        raise argparse.ArgumentTypeError("an empty name names nothing")
    return Path(text)


def _absolute(text: str) -> Path:
    return _path(text).absolute()


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


def _precision(text: str) -> float:
    value = float(text)
    if not 0.5 <= value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not within 0.5 and 1")
    return value


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ninefold {version('ninefold')}")
        parser.exit()
