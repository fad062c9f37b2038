from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from core.explain.network import LoadedNetwork, switched_off
from core.explain.results import BranchId
from core.model.googlenet import build_googlenet


def test_the_heads_answers_are_those_of_the_plain_network(
    make_network: Callable[..., LoadedNetwork], squares: np.ndarray
) -> None:
    """Computed branch by branch, with the model's temperature."""
    network = make_network("modern", temperature=2.5)
    plain = build_googlenet("modern", 3, fused=True).eval()
    plain.load_state_dict(network.model.state_dict())
    x = torch.from_numpy(squares[:1]).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.no_grad():
        outputs = plain(x, heads=True)
    heads = network.look(squares[0])
    for name, logits in outputs._asdict().items():
        expected = torch.softmax(logits[0] / 2.5, 0).tolist()
        answer = getattr(heads, name)
        assert answer.probabilities == pytest.approx(expected, abs=1e-5)
        assert answer.probability == max(answer.probabilities)
        assert answer.label == network.header.classes[int(np.argmax(expected))]


def test_log_odds(make_network: Callable[..., LoadedNetwork]) -> None:
    network = make_network(temperature=2.0)
    logits = torch.tensor([[1.0, -2.0, 0.5], [4000.0, 0.0, 0.0]])
    p = torch.softmax(logits[0] / 2, 0)
    first, sure = network.log_odds(logits, 0)
    assert first == pytest.approx(torch.log(p[0] / (1 - p[0])).item(), abs=1e-5)
    assert sure == pytest.approx(2000 - np.log(2))


def test_switching_off_ends_with_its_block(network: LoadedNetwork, squares: np.ndarray) -> None:
    before = network.look(squares[0])
    with switched_off(network, [BranchId("inception3a", "branch2"), BranchId("inception4e", "branch1")]):
        between = network.look(squares[0])
    assert between != before
    assert network.look(squares[0]) == before


def test_a_network_without_heads_has_one_answer(
    make_network: Callable[..., LoadedNetwork], squares: np.ndarray
) -> None:
    network = make_network()
    headless = build_googlenet("notes", 3, aux_heads=False)
    headless.load_state_dict({n: t for n, t in network.model.state_dict().items() if "aux" not in n})
    heads = LoadedNetwork(headless, network.header).look(squares[0])
    assert (heads.aux1, heads.aux2) == (None, None)
    assert heads.main.label == network.look(squares[0]).main.label
