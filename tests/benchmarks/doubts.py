"""How much more often is a model not sure of foreign pictures than of its own validation pictures?

    python tests/benchmarks/doubts.py RUN FOREIGN...

RUN is the folder of a finished run, each FOREIGN a folder of pictures of something else. Prints the share of
pictures that are not sure, and areas under the ROC curve. For these the Gaussian is cross-fitted: the model's
own knows the own pictures, as its threshold does, so that their share is a little too low. Asserts nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from core.control import RunControl
from core.data.dataset import open_dataset
from core.data.prepare import prepare_dataset
from core.evaluation.answers import Answers, answers
from core.events import Doubt, result_of
from core.inference.certainty import doubts_of, energies_of, probabilities_of
from core.inference.classifier import Classifier
from core.model.familiarity import familiar
from core.training.runs import read_config


def main() -> None:
    run = Path(sys.argv[1])
    classifier = Classifier.load(run / "best.safetensors")
    config = read_config(run)
    own = result_of(prepare_dataset(config.data, RunControl(), validation_share=config.validation_share)).of(
        "validation"
    )
    sides = {f"{config.data.name}, validation": own}
    sides |= {
        Path(name).name: result_of(open_dataset(Path(name), RunControl())).items for name in sys.argv[2:]
    }
    found = {name: result_of(answers(classifier, items, RunControl())) for name, items in sides.items()}
    familiar, *foreign = found
    for name, answer in found.items():
        doubts = doubts_of(answer.main, answer.features, classifier.header)
        shares = {doubt: doubts.count(doubt) / len(doubts) for doubt in (None, *Doubt)}
        parts = ", ".join(f"{doubt.value} {shares[doubt]:.1%}" for doubt in Doubt)
        print(f"{name:32} {len(doubts):5} pictures, not sure {1 - shares[None]:.1%} ({parts})")
    for name in foreign:
        print(f"{familiar} against {name}: AUROC", end="")
        for what, scores in _scores(classifier, found[familiar], found[name]).items():
            print(f"  {what} {roc_auc_score(*scores):.3f}", end="")
        print()


def _scores(classifier: Classifier, own: Answers, other: Answers) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """For each way to be in doubt alone, and for the worst of the three, as prediction looks at it."""
    foreign = np.r_[np.zeros(len(own.items)), np.ones(len(other.items))]
    logits = np.concatenate([own.main, other.main])
    scores = {
        "confidence": -probabilities_of(logits, classifier.header.temperature).max(axis=1),
        "energy": energies_of(logits),
    }
    known = classifier.header.familiarity
    if known is not None:
        scores["distance"] = np.concatenate([_cross_fitted(own.features), known.distances(other.features)])
    scores["any"] = np.max([_ranks(score, len(own.items)) for score in scores.values()], axis=0)
    return {name: (foreign, score) for name, score in scores.items()}


def _cross_fitted(features: np.ndarray) -> np.ndarray:
    """Distances of the pictures that made the model's Gaussian, each to one of the other folds."""
    fold_of = np.random.default_rng(1).permutation(len(features)) % 5
    distances = np.empty(len(features))
    for fold in range(5):
        known = familiar(features[fold_of != fold])
        assert known is not None
        distances[fold_of == fold] = known.distances(features[fold_of == fold])
    return distances


def _ranks(score: np.ndarray, own: int) -> np.ndarray:
    """The share of the own pictures, which come first, that have a lower score."""
    return np.searchsorted(np.sort(score[:own]), score) / own


if __name__ == "__main__":
    main()
