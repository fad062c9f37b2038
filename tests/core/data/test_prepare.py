"""Sides are drawn once near duplicates are known, by whichever way a folder is come to, and never change."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core.control import RunControl
from core.data import search
from core.data.dataset import Dataset, open_dataset
from core.data.edits import as_recorded, exclude, undo
from core.data.health import check
from core.data.measures import Measure
from core.data.prepare import prepare_dataset, search_dataset, settle
from core.errors import DataError
from core.events import Event, Finding, Warned, observed, result_of

CLASSES = ("cat", "dog")


def draw(folder: Path, motif: int, label: int, copy: int = 0) -> Path:
    """A picture of a motif: as it is, or smaller, or recompressed, or brighter."""
    coarse = np.random.default_rng(motif).integers(0, 256, (9, 12, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((96, 72), Image.Resampling.NEAREST)
    path = folder / CLASSES[label] / f"{motif:02} {copy}.{'png' if copy == 0 else 'jpg'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    match copy:
        case 0:
            picture.save(path)
        case 1:
            picture.resize((80, 60), Image.Resampling.BICUBIC).save(path, quality=95)
        case 2:
            picture.save(path, quality=60)
        case _:
            picture.point(lambda level: min(255, round(level * 0.9))).save(path, quality=80)
    return path


def motif_of(path: Path) -> int:
    return int(path.stem.split()[0])


def fill(folder: Path, motifs: range, copies: tuple[int, ...] = (0, 1)) -> Path:
    for motif in motifs:
        for copy in copies:
            draw(folder, motif, motif % 2, copy)
    return folder


def split_motifs(dataset: Dataset) -> set[int]:
    """The motifs with pictures on more than one side: known from how they were drawn, not by their looks."""
    sides = defaultdict(set)
    for item in dataset.items:
        sides[motif_of(item.path)].add(item.side)
    return {motif for motif, found in sides.items() if len(found) > 1}


def sides(dataset: Dataset) -> dict[str, str]:
    return {item.content: item.side for item in dataset.items}


def opened(folder: Path) -> Dataset:
    return result_of(open_dataset(folder, RunControl()))


def prepared(folder: Path) -> Dataset:
    return result_of(prepare_dataset(folder, RunControl()))


def checked(folder: Path) -> Dataset:
    return result_of(check(opened(folder), RunControl())).dataset


def in_the_window(folder: Path) -> Dataset:
    """An edit is made while the check runs; what the check returns is older than the edit."""
    dataset = opened(folder)
    report = result_of(check(dataset, RunControl()))
    undo(exclude(dataset, dataset.items[:1]))
    assert sides(as_recorded(dataset)) == sides(report.dataset)
    return as_recorded(dataset)


def checked_then_prepared(folder: Path) -> Dataset:
    before = checked(folder)
    after = prepared(folder)
    assert after.items == before.items
    return after


WAYS = (prepared, checked, in_the_window, checked_then_prepared)


@pytest.mark.parametrize("way", WAYS)
def test_no_near_duplicates_on_two_sides(tmp_path: Path, way: Callable[[Path], Dataset]) -> None:
    fill(tmp_path, range(20))
    assert split_motifs(opened(tmp_path)), "without a search they would be torn apart"
    dataset = way(tmp_path)
    assert dataset.settled and not split_motifs(dataset)
    assert dataset.counts("validation") == (4, 4)
    again = opened(tmp_path)
    assert again.settled and again.items == dataset.items


def test_every_way_comes_to_the_same_sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "data", range(12))
    found = []
    for number, way in enumerate(WAYS):
        monkeypatch.setenv("NINEFOLD_HOME", str(tmp_path / f"home{number}"))
        found.append(sides(way(tmp_path / "data")))
    assert all(other == found[0] for other in found)


pictures = st.tuples(st.integers(0, 11), st.sampled_from([0, 0, 0, 1]), st.integers(0, 3))
steps = st.lists(
    st.tuples(
        st.lists(pictures, max_size=8), st.lists(st.integers(0, 99), max_size=3), st.sampled_from(WAYS[:3])
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(pictures, min_size=1, max_size=12), steps)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_while_a_folder_grows_and_shrinks(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[int, int, int]],
    later: list[tuple[list[tuple[int, int, int]], list[int], Callable[[Path], Dataset]]],
) -> None:
    """Pictures come, go and come back, some with another label: none moves, and no motif is torn apart."""
    folder = tmp_path_factory.mktemp("growing")
    fill(folder, range(50, 54), (0,))
    recorded: dict[str, str] = {}
    for new, gone, way in [(first, [], prepared), *later]:
        for motif, label, copy in new:
            draw(folder, motif, label, copy)
        there = sorted(path for path in folder.rglob("*.*") if motif_of(path) < 50)
        for number in gone:
            if there:
                there.pop(number % len(there)).unlink()
        opened(folder)
        dataset = way(folder)
        assert not split_motifs(dataset)
        now = sides(dataset)
        assert now == {content: recorded.get(content, side) for content, side in now.items()}
        recorded |= now


def test_newcomers_join_the_side_of_their_likes(tmp_path: Path) -> None:
    before = prepared(fill(tmp_path, range(20), (0,)))
    fill(tmp_path, range(26), (1, 2))
    assert not opened(tmp_path).settled
    after = prepared(tmp_path)
    assert sides(after).items() >= sides(before).items()
    assert not split_motifs(after)


def test_a_newcomer_between_the_sides_goes_to_training_and_is_reported(tmp_path: Path) -> None:
    before = prepared(fill(tmp_path, range(20), (0,)))
    one = next(item for item in before.of("train") if item.label == 0)
    other = next(item for item in before.of("validation") if item.label == 0)
    new = draw(tmp_path, 40, 0)
    dataset = opened(tmp_path)
    content = next(item.content for item in dataset.items if item.path == new)
    found = result_of(search_dataset(dataset, RunControl()))
    found.near.append([one.content, content, other.content])
    after = result_of(settle(dataset, found, RunControl()))
    assert sides(after).items() >= sides(before).items()
    assert sides(after)[content] == "train"
    (notice,) = [finding for finding in after.notices if finding.kind == "near-duplicate-bridges-sides"]
    assert notice.files == (new,)
    assert sides(prepared(tmp_path)) == sides(after)


def test_what_is_excluded_or_gone_still_holds_its_likes(tmp_path: Path) -> None:
    before = prepared(fill(tmp_path, range(20), (0,)))
    for label in (0, 1):  # there is room in validation, but not for pictures like those that are out or gone
        next(item for item in before.of("validation") if item.label == label).path.unlink()
    before = prepared(tmp_path)
    out, gone = (next(i for i in before.of("train") if i.label == label) for label in (0, 1))
    exclude(before, [out])
    kept = gone.path.read_bytes()
    gone.path.unlink()
    new = [draw(tmp_path, motif_of(item.path), item.label, 2) for item in (out, gone)]
    after = prepared(tmp_path)
    assert [item.side for item in after.items if item.path in new] == ["train"] * 2
    undo(after)
    gone.path.write_bytes(kept)
    assert not split_motifs(prepared(tmp_path))


def test_a_picture_that_could_not_be_judged_is_searched_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, range(10))
    real = search.measure

    def locked(path: Path, content: str) -> tuple[Measure, bool]:
        return (Measure(code="no-permission"), False) if path.name == "03 1.jpg" else real(path, content)

    monkeypatch.setattr(search, "measure", locked)
    assert not prepared(tmp_path).settled
    monkeypatch.undo()
    dataset = prepared(tmp_path)
    assert dataset.settled and not split_motifs(dataset)


def test_a_damaged_picture_is_judged_for_good(tmp_path: Path) -> None:
    (fill(tmp_path, range(6)) / "cat/damaged.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    assert prepared(tmp_path).settled and opened(tmp_path).settled


def test_settled_folders_are_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = prepared(fill(tmp_path, range(6)))

    def never(path: Path, content: str) -> tuple[Measure, bool]:
        raise AssertionError(path)

    monkeypatch.setattr(search, "measure", never)
    monkeypatch.setattr(search, "near_groups", never)
    assert prepared(tmp_path) == before


def test_other_shares_keep_near_duplicates_together_too(tmp_path: Path) -> None:
    prepared(fill(tmp_path, range(20)))
    job = prepare_dataset(tmp_path, RunControl(), validation_share=0.3, test_share=0.2)
    dataset = result_of(job)
    assert not split_motifs(dataset)
    assert dataset.counts("test") == (4, 4) and dataset.counts("validation") == (6, 6)


def test_a_check_reports_no_leak_that_it_has_just_closed(tmp_path: Path) -> None:
    fill(tmp_path, range(20))
    kinds = {event.kind for event in check(opened(tmp_path), RunControl()) if isinstance(event, Finding)}
    assert "near-duplicates" in kinds and "near-duplicates-across-split" not in kinds


def test_cancelled_at_any_time_nothing_half_is_recorded(tmp_path: Path) -> None:
    fill(tmp_path, range(10))
    expected = None
    for stop_at in itertools.count():
        control = RunControl()
        job = prepare_dataset(tmp_path, control)
        try:
            for number, _ in enumerate(job):
                if number == stop_at:
                    control.stop()
        except DataError as error:
            assert error.code == "cancelled"
            assert not opened(tmp_path).settled
        else:
            expected = opened(tmp_path)
            break
    assert stop_at > 3
    assert expected is not None and expected.settled and not split_motifs(expected)


def test_without_a_place_for_records_near_duplicates_stay_together(tmp_path: Path, home: Path) -> None:
    (home / "datasets").touch()
    fill(tmp_path, range(20))
    events: list[Event] = []
    job = prepare_dataset(tmp_path, RunControl())
    dataset = result_of(observed(job, events.append))
    assert [event.code for event in events if isinstance(event, Warned)] == ["record-not-kept"]
    assert not split_motifs(dataset)
    assert prepared(tmp_path).items == dataset.items
