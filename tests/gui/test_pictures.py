"""Which pictures are shown for classes, findings and exclusions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.data.dataset import Dataset, Excluded, Item
from core.data.folder import SkippedFile
from core.events import Finding
from gui.pictures import excluded_pictures, files_of, pictures_of, pictures_of_finding, rows_of_copies
from gui.tables import Picture

ROOT = Path("/data")
ITEMS = tuple(Item(ROOT / f"{n}.png", n % 3, f"c{n}", "train" if n % 2 else "validation") for n in range(6))
OUT = Excluded(ROOT / "out.png", "dog", "c9", "blurred")
SOURCES = (("cat",), ("dog",), ("newt",))
DATASET = Dataset(ROOT, ("cat", "dog", "newt"), ITEMS, excluded=(OUT,), sources=SOURCES)


def test_classes_filter_and_none_means_all() -> None:
    assert [p.path for p in pictures_of(DATASET)] == [item.path for item in ITEMS]
    assert [p.path.name for p in pictures_of(DATASET, ("newt", "cat"))] == [
        "0.png",
        "2.png",
        "3.png",
        "5.png",
    ]
    assert {p.label for p in pictures_of(DATASET, ("dog",))} == {"dog"}
    assert len(pictures_of(DATASET, ("nothing",))) == 0
    assert [p.path for p in pictures_of(DATASET)[4:]] == [item.path for item in ITEMS[4:]]


def test_a_finding_keeps_its_groups_and_shows_what_is_excluded() -> None:
    pair = (ITEMS[1].path, OUT.path)
    gone = (ROOT / "gone.png",)
    finding = Finding("near-duplicates", "info", pair + gone, {}, (pair, gone))
    pictures, groups = pictures_of_finding(DATASET, finding)
    assert groups == (2, 1)
    assert [(p.label, p.excluded) for p in pictures] == [("dog", False), ("dog", True), ("", False)]


def test_of_a_finding_those_of_some_classes() -> None:
    pairs = ((ITEMS[0].path, ITEMS[1].path), (ITEMS[2].path, ITEMS[5].path))
    finding = Finding("near-label-conflict", "warning", (*pairs[0], *pairs[1]), {}, pairs)
    pictures, groups = pictures_of_finding(DATASET, finding, ("dog",))
    assert ([p.path for p in pictures], groups) == ([*pairs[0]], (2,))
    single = Finding("tiny", "info", (ITEMS[0].path, ITEMS[1].path, OUT.path))
    assert [p.path for p in pictures_of_finding(DATASET, single, ("dog",))[0]] == [ITEMS[1].path, OUT.path]
    whole = Finding("class-imbalance", "warning", ())
    assert {p.label for p in pictures_of_finding(DATASET, whole, ("newt",))[0]} == {"newt"}


def test_excluded_and_unusable_files_of_classes_under_their_shown_names() -> None:
    sources = (("cat",), ("dog", "hound"), ("newt",))
    dataset = replace(DATASET, classes=("cat", "canine", "newt"), sources=sources, left_out=("eel",))
    assert [p.path for p in excluded_pictures(dataset, ("canine",))] == [OUT.path]
    assert excluded_pictures(dataset, ("cat",)) == []
    files = [SkippedFile(ROOT / "train" / name / "x.jpg", "file-empty") for name in ("hound", "cat", "eel")]
    assert files_of(dataset, files, ("canine",)) == files[:1]
    assert files_of(dataset, files, ("eel", "cat")) == files[1:]
    assert files_of(dataset, files, ()) == files


def test_a_finding_without_groups_has_none() -> None:
    pictures, groups = pictures_of_finding(DATASET, Finding("tiny", "info", (ITEMS[2].path, ITEMS[0].path)))
    assert [p.path for p in pictures] == [ITEMS[2].path, ITEMS[0].path]
    assert groups == ()


def test_excluded_pictures_are_marked() -> None:
    assert excluded_pictures(DATASET) == [Picture(OUT.path, "dog", "", "c9", excluded=True)]


pictures = st.builds(
    Picture,
    st.just(Path("x")),
    st.just("cat"),
    st.sampled_from(["train", "validation"]),
    st.just("c"),
    st.booleans(),
)


@given(st.lists(st.lists(pictures, min_size=1, max_size=5), max_size=6))
def test_of_each_group_exactly_one_stays(groups: list[list[Picture]]) -> None:
    rows = rows_of_copies([p for group in groups for p in group], [len(group) for group in groups])
    first = 0
    for group in groups:
        chosen = [row - first for row in rows if first <= row < first + len(group)]
        stays = [p for n, p in enumerate(group) if n not in chosen and not p.excluded]
        assert not any(group[n].excluded for n in chosen)
        assert len(stays) == min(1, sum(not p.excluded for p in group))
        if any(p.side == "train" and not p.excluded for p in group):
            assert stays[0].side == "train"
        first += len(group)
