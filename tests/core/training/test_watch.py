from __future__ import annotations

import math
from pathlib import Path

import pytest

from core.config import TrainConfig
from core.events import EpochDone, HeadLosses, HeadScore, HeadScores, Warned
from core.training.watch import Watch, chance_level, lowest_loss

CONFIG = TrainConfig(data=Path("x"), epochs=30)
CHANCE = math.log(5)


def test_chance_is_the_logarithm_of_the_classes_where_they_are_equally_many() -> None:
    assert chance_level([7] * 5, CONFIG) == pytest.approx(CHANCE)
    smoothed = TrainConfig(data=Path("x"), label_smoothing=0.1)
    assert chance_level([7] * 5, smoothed) == pytest.approx(CHANCE)
    lopsided = TrainConfig(data=Path("x"), balance_classes=True)
    assert chance_level([1, 9], lopsided) == pytest.approx(math.log(2))
    assert chance_level([1, 9], CONFIG) == pytest.approx(-0.1 * math.log(0.1) - 0.9 * math.log(0.9))


def test_the_lowest_loss_is_that_of_the_smoothed_labels() -> None:
    assert lowest_loss(4, 0.0) == 0
    assert lowest_loss(2, 0.2) == pytest.approx(-0.9 * math.log(0.9) - 0.1 * math.log(0.1))


def stuck(watch: Watch, steps: int, config: TrainConfig = CONFIG, **losses: float) -> list[Warned]:
    step = HeadLosses(total=0.0, **losses)
    return [warned for _ in range(steps) for warned in watch.after_step(step, config, 5, CHANCE)]


def test_a_head_at_chance_is_told_once_and_by_name() -> None:
    watch = Watch()
    assert not stuck(watch, 314, main=0.5, aux1=CHANCE, aux2=0.5)
    told = stuck(watch, 500, main=0.5, aux1=CHANCE, aux2=0.5)
    assert [(w.code, w.data["head"], w.data["steps"]) for w in told] == [("head-at-chance", "aux1", 315)]
    assert not stuck(Watch(), 1000, main=1.5, aux1=1.5, aux2=1.5), "a little below chance is learning"


def test_one_bad_batch_is_no_trouble() -> None:
    watch = Watch()
    stuck(watch, 400, main=0.5)
    assert not stuck(watch, 1, main=9.0)


def test_a_head_without_weight_is_let_be() -> None:
    config = TrainConfig(data=Path("x"), aux1_weight=0.0)
    told = stuck(Watch(), 400, config, main=0.5, aux1=CHANCE, aux2=CHANCE)
    assert [w.data["head"] for w in told] == ["aux2"]


def epoch(
    watch: Watch,
    number: int = 1,
    training: float = 0.7,
    validation: float = 0.8,
    predicted: tuple[int, ...] = (10, 10),
    config: TrainConfig = CONFIG,
) -> list[str]:
    scores = HeadScores(HeadScore(validation, 0.5))
    done = EpochDone(number, config.epochs, HeadLosses(training, training), scores, False, 1.0, 1.0)
    chance = math.log(2)
    return [w.code for w in watch.after_epoch(done, config, chance, ("a", "b"), predicted, (10, 10))]


def test_one_answer_for_all_is_told_after_two_epochs_and_once() -> None:
    watch = Watch()
    told = [epoch(watch, predicted=(20, 0)) for _ in range(4)]
    assert told == [[], ["one-answer"], [], []]
    watch = Watch()
    assert not epoch(watch, predicted=(20, 0)) + epoch(watch) + epoch(watch, predicted=(20, 0))
    only = TrainConfig(data=Path("x"), epochs=1)
    assert epoch(Watch(), predicted=(20, 0), config=only) == ["one-answer"]


def test_many_right_answers_for_a_common_class_are_no_trouble() -> None:
    watch = Watch()
    scores = HeadScores(HeadScore(0.2, 0.95))
    done = EpochDone(1, 30, HeadLosses(0.2, 0.2), scores, False, 1.0, 1.0)
    for _ in range(3):
        assert not list(watch.after_epoch(done, CONFIG, 0.3, ("a", "b"), (20, 0), (19, 1)))


def test_validation_far_from_training_is_told_after_two_epochs_and_once() -> None:
    watch = Watch()
    assert [epoch(watch, n, 0.05, 0.9) for n in range(1, 5)] == [[], ["far-from-validation"], [], []]
    smoothed = TrainConfig(data=Path("x"), label_smoothing=0.2)
    watch = Watch()
    told = [epoch(watch, n, lowest_loss(2, 0.2) + 0.05, 0.9, config=smoothed) for n in (1, 2)]
    assert told == [[], ["far-from-validation"]], "what smoothing adds to the training loss is no ignorance"
    watch = Watch()
    assert not epoch(watch, 1, 0.5, 0.7) + epoch(watch, 2, 0.5, 0.7)
