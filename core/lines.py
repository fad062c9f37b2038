"""What a person reads of an event on the command line, in lines. Prints nothing.

Names from outside may hold anything; what cannot be shown is escaped, so that no file name moves the cursor
or ends the line.
"""

from __future__ import annotations

import shlex

from core.events import (
    ArmStarted,
    EpochDone,
    EvaluationFinished,
    Event,
    ExportFinished,
    Finding,
    HeadFigures,
    HeadLosses,
    HeadScores,
    ItemClassified,
    ItemCopied,
    ItemFailed,
    PrecisionKept,
    Prediction,
    Quantised,
    RateSuggested,
    RunFinished,
    RunStarted,
    SettingsChanged,
    SortFinished,
    StopReason,
    Warned,
)
from core.messages import DOUBTS, sentence

FILES_SHOWN = 10
PREDICTIONS_SHOWN = 3
PAIRS_SHOWN = 5


def plain(text: object) -> str:
    """`text` on one line, with whatever is no printable character escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in str(text)
    )


def lines_of(event: Event, predictions: int) -> list[str]:
    """What there is to say of `event`; of a picture its first `predictions`."""
    match event:
        case Warned():
            return [f"note: {plain(sentence(event.code, event.data))}"]
        case Finding():
            return _finding_lines(event)
        case ArmStarted():
            return [f"Run {event.arm} of {event.arms}, auxiliary losses with weight {event.aux_weight:g}:"]
        case RunStarted():
            return _start_lines(event)
        case EpochDone():
            return [_epoch_line(event)]
        case SettingsChanged():
            return [_change_line(event)]
        case RunFinished():
            return _end_lines(event)
        case RateSuggested():
            return [_rate_line(event)]
        case ItemClassified():
            doubt = f"  {DOUBTS[event.doubt]}" if event.doubt else ""
            return [f"{plain(event.path)}  {_predictions(event.predictions[:predictions])}{doubt}"]
        case ItemCopied():
            taken = [f"{plain(event.path)}  copied as {plain(event.target)}: the name was taken"]
            return taken if event.renamed else []
        case SortFinished():
            return [f"{event.copied:,} pictures copied into {plain(event.folder)}"]
        case ExportFinished():
            return _export_lines(event)
        case Quantised():
            return _quantised_lines(event)
        case ItemFailed():
            return [f"{plain(event.path)}  not named: {plain(sentence(event.reason, event.data))}"]
        case EvaluationFinished():
            return _evaluation_lines(event)
        case PrecisionKept():
            return _kept_lines(event)
    return []


def _finding_lines(finding: Finding) -> list[str]:
    """Its sentence and its first files, those that belong together below one dash."""
    groups = finding.groups or tuple((path,) for path in finding.files)
    files = [("-" if path is group[0] else " ", path) for group in groups for path in group]
    shown = [f"    {mark} {plain(path)}" for mark, path in files[:FILES_SHOWN]]
    if len(files) > FILES_SHOWN:
        shown.append(f"      and {len(files) - FILES_SHOWN:,} more (--json names all)")
    return [f"{finding.severity}: {plain(sentence(finding.kind, finding.data))}", *shown]


def _start_lines(started: RunStarted) -> list[str]:
    done = f", continued in epoch {started.first_epoch}" if started.resumed else ""
    return [
        f"{len(started.classes):,} classes, {started.training_pictures:,} pictures to learn from, "
        f"{started.validation_pictures:,} to validate with, on {started.device}{done}",
        f"Run folder: {plain(started.run)}",
    ]


def _epoch_line(done: EpochDone) -> str:
    scores = f"loss {_losses(done.training)}  validation {_scores(done.validation)}"
    left = f", {duration(done.seconds_left)} left" if done.epoch < done.epochs else ""
    took = f"{duration(done.seconds)}{left}"
    return f"epoch {done.epoch}/{done.epochs}  {scores}  {took}{'  best so far' if done.best else ''}"


def _losses(losses: HeadLosses) -> str:
    heads = {"main": losses.main, "aux1": losses.aux1, "aux2": losses.aux2}
    return " ".join(f"{name} {loss:.3f}" for name, loss in heads.items() if loss is not None)


def _scores(scores: HeadScores) -> str:
    heads = {"main": scores.main, "aux1": scores.aux1, "aux2": scores.aux2}
    return " ".join(f"{name} {s.loss:.3f} {s.accuracy:.1%}" for name, s in heads.items() if s is not None)


def _change_line(changed: SettingsChanged) -> str:
    settings = ", ".join(f"{name} {_value(value)}" for name, value in changed.settings.items())
    return f"changed in epoch {changed.epoch}, after step {changed.step}: {plain(settings)}"


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _rate_line(found: RateSuggested) -> str:
    if found.suggestion is None or found.lowest is None:
        return "No learning rate can be suggested: the loss fell at none of those tried."
    ended = ", above which it broke out" if found.diverged else ""
    return (
        f"Suggested learning rate: {found.suggestion:.1e}, a tenth of {found.lowest:.1e} "
        f"where the loss was lowest{ended}."
    )


def _end_lines(finished: RunFinished) -> list[str]:
    lines = []
    if finished.model is not None and finished.best_accuracy is not None:
        best = f"{finished.best_accuracy:.1%} of the validation pictures right"
        lines = [f"Best in epoch {finished.best_epoch}: {best}", f"Model: {plain(finished.model)}"]
    if finished.reason is StopReason.STOPPED:
        lines.append("Stopped. To go on: ninefold train DIR --resume " + shlex.quote(plain(finished.run)))
    return lines


def _evaluation_lines(done: EvaluationFinished) -> list[str]:
    failed = f", {done.failed:,} could not be read" if done.failed else ""
    lines = [f"{done.pictures:,} pictures of {plain(done.folder)} ({done.part}){failed}"]
    heads = {"main": done.main, "aux1": done.aux1, "aux2": done.aux2}
    lines += [f"{name}  {_figures(found)}" for name, found in heads.items() if found is not None]
    names = [plain(each.name) for each in done.main.classes]
    width = max(5, *(len(name) for name in names))
    lines.append(f"{'class':{width}}  pictures  precision  recall     F1")
    for name, each in zip(names, done.main.classes, strict=True):
        shares = f"{_three(each.precision):>9}  {_three(each.recall):>6}  {_three(each.f1):>5}"
        lines.append(f"{name:{width}}  {each.support:>8,}  {shares}")
    if done.confused:
        pairs = (
            f"{plain(true)} for {plain(said)} ({count:,})"
            for true, said, count in done.confused[:PAIRS_SHOWN]
        )
        lines.append(f"Most often taken: {', '.join(pairs)}")
    if done.ece_before is None:
        lines.append("Calibration error: too few pictures to say.")
    elif done.ece is None:
        lines.append(f"Calibration error {done.ece_before:.3f}; the model has no temperature.")
    else:
        lines.append(f"Calibration error {done.ece:.3f}, {done.ece_before:.3f} without temperature.")
    right = f", and right in {done.sure_right / done.sure:.1%} of those" if done.sure else ""
    return [*lines, f"Sure of {done.sure / done.pictures:.1%}{right}."]


def _kept_lines(kept: PrecisionKept) -> list[str]:
    right = f", and right in {kept.sure_right / kept.sure:.1%} of those" if kept.sure else ""
    return [
        f"For {kept.precision:.1%} sure from a probability of {kept.threshold:.3f} on: "
        f"{kept.sure / kept.pictures:.1%} of these pictures{right}.",
        f"Kept in {plain(kept.model)}",
    ]


def _figures(found: HeadFigures) -> str:
    top = "".join(f", top {k} {share:.1%}" for k, share in found.top_k)
    return (
        f"{found.accuracy:.1%} right ({found.low:.1%} to {found.high:.1%}), "
        f"balanced {found.balanced_accuracy:.1%}, macro F1 {found.macro_f1:.3f}, "
        f"average precision {_three(found.mean_average_precision)}{top}"
    )


def _three(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _export_lines(done: ExportFinished) -> list[str]:
    (parameters, fewer), (megabytes, less) = done.parameters, done.megabytes
    pictures = "drawn patterns" if done.drawn else "pictures"
    return [
        f"{done.agreement:.1%} of {done.pictures:,} {pictures} have the same answer; "
        f"probabilities differ by {done.largest_difference:.4f} at the most "
        f"({done.whole_difference:.4f} where large JPEGs are decoded whole)",
        f"Without auxiliary heads: {fewer:,} of {parameters:,} parameters, {less:.1f} of {megabytes:.1f} MB",
        f"Exported: {plain(done.target)}",
    ]


def _quantised_lines(done: Quantised) -> list[str]:
    right = ""
    if done.accuracy is not None and done.accuracy_before is not None:
        right = f", {done.accuracy:.1%} right instead of {done.accuracy_before:.1%}"
    kept = f"{done.agreement:.1%} of {done.pictures:,} pictures keep their answer"
    return [f"8-bit: {plain(done.target)}, {done.megabytes:.1f} MB: {kept}{right}"]


def _predictions(predictions: tuple[Prediction, ...]) -> str:
    best, *others = (f"{plain(p.label)} {p.probability:.1%}" for p in predictions)
    return f"{best}  ({', '.join(others)})" if others else best


def duration(seconds: float) -> str:
    """Seconds in the two units that matter: "8 s", "3 min 20 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
