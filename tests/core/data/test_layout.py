from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.data.layout import Layout, Parts, find_layout

name = st.sampled_from(["train", "val", "test", "Valid", "cat", "dog", "x"])
tree = st.sets(st.lists(name, max_size=4).map(tuple), min_size=1, max_size=12)


def layout_of(*with_pictures: str, empty: tuple[str, ...] = ()) -> Layout:
    paths: list[Parts] = [tuple(path.split("/")) if path else () for path in with_pictures]
    folders = {
        parts[:n] for parts in (*paths, *(tuple(e.split("/")) for e in empty)) for n in range(len(parts) + 1)
    }
    return find_layout(folders, paths)


def test_class_folders() -> None:
    layout = layout_of("cat", "dog/small", "dog/large")
    assert layout == Layout((), frozenset({"cat", "dog"}))
    assert layout.place(("dog", "small")) == ("dog", None)
    assert layout.place(()) is None


def test_sides() -> None:
    layout = layout_of("train/cat", "train/dog", "Valid/cat", "test/dog/deep")
    assert layout.classes == {"cat", "dog"}
    assert layout.place(("Valid", "cat")) == ("cat", "validation")
    assert layout.place(("test", "dog", "deep")) == ("dog", "test")
    assert layout.place(("test",)) is None


def test_sides_in_an_outer_folder() -> None:
    layout = layout_of("data/train/cat", "data/train/dog", "data/val/dog")
    assert layout.base == ("data",)
    assert layout.place(("data", "val", "dog")) == ("dog", "validation")


def test_no_outer_folder_is_passed_where_there_is_a_second_one() -> None:
    assert layout_of("cat/a", "cat/b", empty=("dog",)).classes == {"cat"}
    assert layout_of("cat/a", "cat/b").classes == {"a", "b"}
    assert layout_of("", "cat/a", "cat/b").classes == {"cat"}


def test_folders_of_other_files_do_not_hide_the_classes() -> None:
    pictures: list[Parts] = [("images", "cat"), ("images", "dog")]
    folders: list[Parts] = [(), ("images",), *pictures, ("notes",)]
    assert find_layout(folders, pictures, [("notes",)]).classes == {"cat", "dog"}
    assert find_layout(folders, pictures).classes == {"images"}


def test_no_classes_at_all() -> None:
    assert layout_of("").classes == frozenset()
    assert layout_of("outer/inner").classes in ({"outer"}, {"inner"})
    assert layout_of("train", "val").classes == frozenset()


def test_empty_classes() -> None:
    assert layout_of("cat", "dog", empty=("bird", "cat/x")).empty_classes(
        [(), ("cat",), ("dog",), ("bird",), ("cat", "x")]
    ) == ["bird"]
    sides = layout_of("train/cat", "train/dog", "val/dog")
    assert sides.empty_classes([("train",), ("train", "bird"), ("val", "dog"), ("val", "cat")]) == ["bird"]


@given(tree)
def test_every_picture_of_a_class_has_one_of_the_classes(paths: set[Parts]) -> None:
    folders = {parts[:n] for parts in paths for n in range(len(parts) + 1)}
    layout = find_layout(folders, paths)
    places = [layout.place(parts) for parts in paths]
    assert {place[0] for place in places if place} == layout.classes
    assert {place[1] for place in places if place} <= {None, "train", "validation", "test"}
