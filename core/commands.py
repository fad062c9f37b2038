"""The commands of the command line: each a job whose events are printed and whose result is an exit code.

Knows how arguments are called, not how they are written. Imports torch only with a job.
"""

from __future__ import annotations

from argparse import Namespace
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.console import say
from core.control import RunControl
from core.errors import DataError
from core.events import Event, ItemClassified, ItemFailed, Job, StopReason, observed
from core.files import writing
from core.messages import sentence

OK, FOUND = 0, 3
STOPPED = -1
TABLE_TOP_K = 3


def check(arguments: Namespace, control: RunControl) -> Job[int]:
    from core.data.dataset import open_dataset
    from core.data.health import check

    dataset = yield from open_dataset(arguments.folder, control)
    report = yield from check(dataset, control)
    if control.stop_requested:
        return STOPPED
    if not report.findings and not arguments.json:
        say(sentence("nothing-odd", {"count": len(dataset.items)}))
    return FOUND if any(finding.severity != "info" for finding in report.findings) else OK


def train(arguments: Namespace, control: RunControl) -> Job[int]:
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


def _compare(arguments: Namespace, control: RunControl) -> Job[int]:
    from core.training.compare import compare_heads

    comparison = yield from compare_heads(arguments.config, control, directory=arguments.out)
    completed = [each for each in comparison.finished if each.reason is StopReason.COMPLETED]
    return OK if len(completed) == 2 else STOPPED


def classify(arguments: Namespace, control: RunControl) -> Job[int]:
    from core.inference.batch import classify_files

    asked = (arguments.csv, arguments.sort_into, arguments.heatmaps)
    answers: deque[ItemClassified | ItemFailed] = deque(maxlen=None if any(asked) else 1)
    top_k = arguments.topk or TABLE_TOP_K

    def note(event: Event) -> None:
        """Keeps the most probable classes alone: there may be 1,000, of thousands of pictures."""
        if isinstance(event, ItemClassified):
            answers.append(replace(event, predictions=event.predictions[:top_k]))
        elif isinstance(event, ItemFailed):
            answers.append(event)

    job = classify_files(
        arguments.model, arguments.paths, control, top_k=arguments.topk, threshold=arguments.threshold
    )
    finished = yield from observed(job, note)
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


def _use_answers(
    arguments: Namespace, answers: Sequence[ItemClassified | ItemFailed], control: RunControl
) -> Job[None]:
    """The table, the copies and the heat maps that were asked for. After a stop, the table alone."""
    from core.explain.heat_files import save_heat_maps
    from core.inference.results import sort_into, write_csv

    if arguments.csv is not None:
        with writing(arguments.csv):
            write_csv(arguments.csv, answers, arguments.topk or TABLE_TOP_K)
    named = [answer for answer in answers if isinstance(answer, ItemClassified)]
    if arguments.sort_into is not None and not control.stop_requested:
        yield from sort_into(arguments.sort_into, named, control)
    if arguments.heatmaps is not None and not control.stop_requested:
        paths = [answer.path for answer in named]
        yield from save_heat_maps(arguments.model, paths, arguments.heatmaps, control)


def evaluate(arguments: Namespace, control: RunControl) -> Job[int]:
    from core.evaluation.evaluate import evaluate
    from core.evaluation.report import write_csv, write_html

    evaluation = yield from evaluate(arguments.model, arguments.folder, control, part=arguments.part)
    if arguments.precision is not None:
        from core.evaluation.wanted_precision import keep_precision

        evaluation = yield from keep_precision(evaluation, arguments.precision, control)
    for write, path in ((write_html, arguments.report), (write_csv, arguments.csv)):
        if path is not None:
            with writing(path):
                write(evaluation, path)
    return OK


def export(arguments: Namespace, control: RunControl) -> Job[int]:
    from core.evaluation.replay_pictures import pictures_to_replay
    from core.inference.export import export_model

    pictures = yield from pictures_to_replay(arguments.model, arguments.pictures, control)
    yield from export_model(
        arguments.model, arguments.target, control, pictures=pictures, int8=arguments.int8
    )
    return OK


COMMANDS: Mapping[str, Callable[[Namespace, RunControl], Job[int]]] = {
    "check": check,
    "train": train,
    "classify": classify,
    "evaluate": evaluate,
    "export": export,
}
"""What each does is said in `core.arguments`."""
