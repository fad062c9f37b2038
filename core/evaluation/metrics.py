"""The standard figures of a classifier, from scikit-learn. Knows no files and no networks.

scikit-learn takes a second to import, so each function does so when it is called.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.events import ClassFigures, HeadFigures

TOP_K = (2, 3, 5)
_Z = 1.959963984540054  # the normal distribution has 95 % within so many standard deviations

Floats = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]


def head_figures(probabilities: Floats, labels: Labels, classes: Sequence[str]) -> HeadFigures:
    """Of probabilities (N, classes) and labels (N,), N 1 or more. Top k only for more than k classes."""
    from sklearn.metrics import precision_recall_fscore_support, top_k_accuracy_score

    predicted = probabilities.argmax(axis=1)
    everything = range(len(classes))
    precision, recall, f1, support = precision_recall_fscore_support(
        labels, predicted, labels=everything, zero_division=np.nan
    )
    ranked = [average_precision(probabilities[:, label], labels == label) for label in everything]
    there = support > 0
    right = int((predicted == labels).sum())
    low, high = wilson_interval(right, len(labels))
    return HeadFigures(
        accuracy=right / len(labels),
        low=low,
        high=high,
        balanced_accuracy=float(recall[there].mean()),
        macro_f1=float(f1[there].mean()),
        mean_average_precision=_mean([each for each in ranked if each is not None]),
        top_k=tuple(
            (k, float(top_k_accuracy_score(labels, probabilities, k=k, labels=everything)))
            for k in TOP_K
            if k < len(classes)
        ),
        classes=tuple(
            ClassFigures(
                name=name,
                support=int(support[label]),
                precision=_or_none(precision[label]),
                recall=_or_none(recall[label]),
                f1=_or_none(f1[label]) if there[label] else None,
                average_precision=ranked[label],
            )
            for label, name in enumerate(classes)
        ),
    )


def confusion_of(predicted: Labels, labels: Labels, classes: int) -> npt.NDArray[np.int64]:
    """Pictures by class (rows) and by answer (columns), (classes, classes)."""
    from sklearn.metrics import confusion_matrix

    counts: npt.NDArray[np.int64] = confusion_matrix(labels, predicted, labels=range(classes))
    return counts


def average_precision(scores: Floats, positive: npt.NDArray[np.bool_]) -> float | None:
    """The area under precision over recall; None where there are no positives or nothing else."""
    from sklearn.metrics import average_precision_score

    return float(average_precision_score(positive, scores)) if 0 < positive.sum() < len(positive) else None


def wilson_interval(right: int, count: int) -> tuple[float, float]:
    """The 95 % interval of a share of which `right` of `count` were seen, `count` 1 or more.

    Source: Wilson 1927. Unlike the textbook's, it holds for few pictures and for shares near 0 and 1.
    """
    share, weight = right / count, _Z**2 / count
    centre = (share + weight / 2) / (1 + weight)
    half = _Z / (1 + weight) * (share * (1 - share) / count + weight / (4 * count)) ** 0.5
    # At the ends one of the bounds is the share itself, but for rounding.
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None
