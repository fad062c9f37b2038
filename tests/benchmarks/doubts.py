"""How much more often is a model not sure of foreign pictures than of its own validation pictures?

    python tests/benchmarks/doubts.py RUN FOREIGN...

RUN is the folder of a finished run, each FOREIGN a folder of pictures of something else. Prints the share of
pictures that are not sure and the area under the ROC curve of the distance from what is familiar. Asserts
nothing.
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
from core.inference.certainty import doubts_of, probabilities_of
from core.inference.classifier import Classifier
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
    header = classifier.header
    foreign = np.r_[np.zeros(len(own.items)), np.ones(len(other.items))]
    confidence, energy = [], []
    for each in (own, other):
        confidence.append(probabilities_of(each.main, header.temperature).max(axis=1))
        energy.append(-np.logaddexp.reduce(each.main.astype(float), axis=1))
    scores = {
        "confidence": (foreign, -np.concatenate(confidence)),
        "energy": (foreign, np.concatenate(energy)),
    }
    if header.familiarity is not None:
        far = [header.familiarity.distances(each.features) for each in (own, other)]
        scores["distance"] = (foreign, np.concatenate(far))
    return scores


if __name__ == "__main__":
    main()
