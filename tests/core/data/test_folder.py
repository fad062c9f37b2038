from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from core.control import RunControl
from core.data import walk
from core.data.folder import ImageFolder, scan_folder
from core.errors import DataError, NinefoldError
from core.events import Finding, Phase, Progress, result_of, to_json
from core.messages import MESSAGES, remedy, sentence

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"

posix = pytest.mark.skipif(os.name == "nt", reason="the file system does not allow this")


def fill(root: Path, *names: str, content: bytes = JPEG) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content + name.encode("utf-8", "surrogateescape"))
    return root


def scan(root: Path) -> ImageFolder:
    return result_of(scan_folder(root, RunControl()))


def refusal(root: Path) -> NinefoldError:
    with pytest.raises(DataError) as caught:
        scan(root)
    error = caught.value
    assert sentence(error.code, error.data) and remedy(error.code, error.data)
    return error


def placed(folder: ImageFolder) -> dict[str, tuple[str, str | None]]:
    """Class and side of each picture, by file name."""
    return {s.path.name: (folder.classes[s.label], s.side) for s in folder.samples}


def notice(folder: ImageFolder, kind: str) -> Finding:
    (found,) = [finding for finding in folder.notices if finding.kind == kind]
    assert sentence(found.kind, found.data)
    json.loads(to_json(found))
    return found


def kinds(folder: ImageFolder) -> list[str]:
    return [finding.kind for finding in folder.notices]


def test_a_folder_per_class(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, "dogs/b.jpg", "cats/a.JPG", "cats/2019/summer/c.png", "dogs/d"))
    assert folder.classes == ("cats", "dogs")
    assert placed(folder) == {
        "a.JPG": ("cats", None),
        "c.png": ("cats", None),
        "b.jpg": ("dogs", None),
        "d": ("dogs", None),
    }
    assert (folder.root, folder.skipped, folder.given_split, folder.notices) == (tmp_path, (), False, ())


@pytest.mark.parametrize("validation", ["val", "valid", "validation", "Val"])
def test_sides_above_class_folders(tmp_path: Path, validation: str) -> None:
    names = ("train/cats/1.jpg", "train/dogs/2.jpg", f"{validation}/cats/3.jpg", "test/dogs/4.jpg")
    folder = scan(fill(tmp_path, *names))
    assert folder.classes == ("cats", "dogs")
    assert placed(folder) == {
        "1.jpg": ("cats", "train"),
        "2.jpg": ("dogs", "train"),
        "3.jpg": ("cats", "validation"),
        "4.jpg": ("dogs", "test"),
    }
    assert folder.given_split


def test_nothing_but_train_gives_no_sides(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, "train/cats/1.jpg", "train/dogs/2.jpg"))
    assert placed(folder) == {"1.jpg": ("cats", None), "2.jpg": ("dogs", None)}
    assert not folder.given_split


def test_a_class_may_be_called_train(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, "train/1.jpg", "car/2.jpg", "plane/jets/3.jpg"))
    assert folder.classes == ("car", "plane", "train")


def test_what_lies_beside_the_sides_is_said(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, *("train/a/1.jpg", "train/b/2.jpg", "val/a/3.jpg", "docs/4.jpg", "5.jpg")))
    assert placed(folder).keys() == {"1.jpg", "2.jpg", "3.jpg"}
    assert {path.name for path in notice(folder, "pictures-without-class").files} == {"4.jpg", "5.jpg"}


def test_one_outer_folder_is_passed_through(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, "download/flowers/roses/1.jpg", "download/flowers/tulips/2.jpg"))
    assert folder.classes == ("roses", "tulips")
    assert notice(folder, "classes-found-inside").data == {"folder": "download/flowers"}


def test_folders_without_pictures_beside_those_of_the_classes(tmp_path: Path) -> None:
    fill(tmp_path, "images/ant/1.jpg", "images/bee/1.jpg")
    (tmp_path / "annotations" / "ant").mkdir(parents=True)
    (tmp_path / "annotations" / "ant" / "1.xml").write_text("<box/>")
    assert scan(tmp_path).classes == ("ant", "bee")
    # A class of which no picture can be read is one all the same.
    (tmp_path / "annotations" / "1.jpg").write_bytes(b"")
    assert refusal(tmp_path).code == "one-class"


def test_what_systems_and_editors_leave_is_no_class_and_no_picture(tmp_path: Path) -> None:
    fill(tmp_path, "cats/a.jpg", "dogs/b.jpg")
    left = (".ipynb_checkpoints/c.jpg", "__MACOSX/cats/._a.jpg", "cats/._a.jpg", "cats/.DS_Store")
    left += ("cats/Thumbs.db", "dogs/desktop.ini", ".git/x.jpg", "dogs/.ipynb_checkpoints/b.jpg")
    fill(tmp_path, *left, "@eaDir/a.jpg")
    folder = scan(tmp_path)
    assert folder.classes == ("cats", "dogs")
    assert placed(folder).keys() == {"a.jpg", "b.jpg"}
    assert folder.skipped == () and folder.notices == ()


def test_the_first_bytes_judge_and_not_the_name(tmp_path: Path) -> None:
    fill(tmp_path, "a/really.txt", "a/nameless", "b/real.png")
    fill(tmp_path, "a/fake.jpg", "b/notes.txt", "b/BMW.txt", content=b"BM and other cars")
    fill(tmp_path, "b/text.jpg", content=b"just words")
    fill(tmp_path, "b/pointer.png", content=POINTER)
    (tmp_path / "b/empty.gif").touch()
    fill(tmp_path, "b/drawing.eps", content=b"%!PS-Adobe-3.0")
    folder = scan(tmp_path)
    assert placed(folder).keys() == {"really.txt", "nameless", "real.png", "fake.jpg"}
    assert {file.path.name: file.reason for file in folder.skipped} == {
        "text.jpg": "not-a-picture",
        "pointer.png": "git-lfs-pointer",
        "empty.gif": "file-empty",
        "drawing.eps": "format-refused",
    }
    assert notice(folder, "files-ignored").data == {"count": 2}
    for file in folder.skipped:
        assert sentence(file.reason, file.data)


def test_an_empty_class_folder_is_said(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.jpg", "b/2.jpg")
    (tmp_path / "c").mkdir()
    folder = scan(tmp_path)
    assert folder.classes == ("a", "b")
    assert notice(folder, "class-folders-empty").data == {"count": 1, "names": "c"}


@posix
def test_links_that_lead_up_or_round_count_nothing_twice(tmp_path: Path) -> None:
    root = fill(tmp_path / "pets", "cat/1.jpg", "dog/2.jpg")
    (root / "cat/up").symlink_to("..")
    (root / "cat/out").symlink_to(tmp_path)
    (root / "dog/self").symlink_to(root / "dog")
    (root / "a_dog").symlink_to("dog")
    (root / "dog/round").symlink_to("round")
    (root / "dog/gone.jpg").symlink_to("nowhere.jpg")
    folder = scan(root)
    assert placed(folder) == {"1.jpg": ("cat", None), "2.jpg": ("dog", None)}
    found = notice(folder, "links-not-followed")
    assert {path.name for path in found.files} == {"up", "out", "self", "a_dog"}
    assert [(file.path.name, file.reason) for file in folder.skipped] == [("gone.jpg", "broken-link")]


@posix
def test_a_link_to_another_folder_is_followed_once(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", "birds/3.jpg", "4.jpg")
    (tmp_path / "elsewhere/birds/back").symlink_to(tmp_path / "elsewhere")
    root = fill(tmp_path / "pets", "cat/1.jpg", "dog/2.jpg")
    (root / "bird").symlink_to(tmp_path / "elsewhere/birds")
    (root / "cat/5.jpg").symlink_to(tmp_path / "elsewhere/4.jpg")
    folder = scan(root)
    assert folder.classes == ("bird", "cat", "dog")
    assert sorted(placed(folder)) == ["1.jpg", "2.jpg", "3.jpg", "5.jpg"]
    assert [path.name for path in notice(folder, "links-not-followed").files] == ["back"]


@posix
def test_a_folder_chosen_through_a_link(tmp_path: Path) -> None:
    root = fill(tmp_path / "home/pets", "cat/1.jpg", "dog/2.jpg", "../other/3.jpg")
    (root / "cat/up").symlink_to("../..")
    (tmp_path / "link").symlink_to(root)
    folder = scan(tmp_path / "link")
    assert placed(folder).keys() == {"1.jpg", "2.jpg"}
    assert all(sample.path.is_relative_to(tmp_path / "link") for sample in folder.samples)


def test_what_windows_hides_and_its_junctions(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(attributes: int) -> SimpleNamespace:
        state = SimpleNamespace(st_file_attributes=attributes)
        return SimpleNamespace(stat=lambda follow_symlinks: state, is_symlink=lambda: False)

    monkeypatch.setattr("core.data.walk.os.name", "nt")
    plain, hidden, junction = entry(0x20), entry(0x22), entry(0x410)
    assert [walk._is_hidden(e) for e in (plain, hidden, junction)] == [False, True, False]  # type: ignore[arg-type]
    assert [walk._is_link(e) for e in (plain, hidden, junction)] == [False, False, True]  # type: ignore[arg-type]


@posix
def test_a_pipe_with_a_pictures_name_does_not_hang(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.jpg", "b/2.jpg")
    os.mkfifo(tmp_path / "a/pipe.jpg")
    assert placed(scan(tmp_path)).keys() == {"1.jpg", "2.jpg"}


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system has one spelling itself")
def test_two_unicode_spellings_are_one_class(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "Käfer") for form in ("NFC", "NFD"))
    assert composed != decomposed
    folder = scan(fill(tmp_path, f"{composed}/1.jpg", f"{decomposed}/2.jpg", "Ameise/3.jpg"))
    assert folder.classes == ("Ameise", composed)
    assert placed(folder)["1.jpg"] == placed(folder)["2.jpg"] == (composed, None)
    assert notice(folder, "class-spellings-merged").data["names"] == composed


def test_spellings_of_a_class_join_across_sides(tmp_path: Path) -> None:
    composed, decomposed = (unicodedata.normalize(form, "rosé") for form in ("NFC", "NFD"))
    names = (f"train/{composed}/1.jpg", "train/b/2.jpg", f"val/{decomposed}/3.jpg")
    assert scan(fill(tmp_path, *names)).classes == ("b", composed)


def test_classes_that_differ_in_case_stay_apart_and_are_named(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, "train/Cat/1.jpg", "train/dog/2.jpg", "val/cat/3.jpg"))
    assert folder.classes == ("Cat", "cat", "dog")
    assert notice(folder, "classes-differ-in-case").data["names"] == "Cat, cat"


UNICODE = ("中文", "😀", "e\u0301clair", "שלום", "हिन्दी", "a b", "#%&'", "ﬁ")


def test_any_unicode_name(tmp_path: Path) -> None:
    folder = scan(fill(tmp_path, *(f"{name}/{name}.jpg" for name in UNICODE)))
    assert folder.classes == tuple(sorted(unicodedata.normalize("NFC", name) for name in UNICODE))


@pytest.mark.skipif(sys.platform != "linux", reason="the file system takes valid Unicode only")
def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    root = os.fsencode(tmp_path)
    for name in ("狗狗".encode("gbk"), "café".encode("latin-1"), b"bad\xff\xfe\x80"):
        place = Path(os.fsdecode(root + b"/" + name))
        place.mkdir()
        (place / os.fsdecode(b"\xff.jpg")).write_bytes(JPEG)
    folder = scan(tmp_path)
    assert folder.classes == tuple(sorted(["狗狗", "café", "badÿþ€"]))
    assert len(folder.samples) == 3
    assert all(sample.path.read_bytes() == JPEG for sample in folder.samples)
    assert notice(folder, "class-names-recoded").data["count"] == 3
    json.loads(to_json(Finding("x", "info", tuple(sample.path for sample in folder.samples))))


@posix
def test_the_longest_names_and_paths(tmp_path: Path) -> None:
    longest = "x" * 251 + ".jpg"
    deep = "/".join(["y" * 200] * 8)
    folder = scan(fill(tmp_path, f"a/{longest}", f"b/{deep}/1.jpg"))
    assert placed(folder).keys() == {longest, "1.jpg"}


def test_what_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a/1.jpg", "b/2.jpg", "b/locked.jpg", "b/closed/3.jpg")
    plain_open, plain_scandir = os.open, os.scandir

    def closed_open(path: str, flags: int) -> int:
        if path.endswith("locked.jpg"):
            raise PermissionError(13, "Permission denied", path)
        return plain_open(path, flags)

    def closed_scandir(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return plain_scandir(path)

    # Not by the file system's own permissions: they do not hold for root, as which tests often run.
    monkeypatch.setattr("core.data.heads.os.open", closed_open)
    monkeypatch.setattr("core.data.walk.os.scandir", closed_scandir)
    folder = scan(tmp_path)
    assert placed(folder).keys() == {"1.jpg", "2.jpg"}
    assert [(file.path.name, file.reason) for file in folder.skipped] == [("locked.jpg", "no-permission")]
    assert [path.name for path in notice(folder, "folders-unreadable").files] == ["closed"]
    monkeypatch.setattr("core.data.walk.os.scandir", lambda path: closed_scandir("closed"))
    assert refusal(tmp_path).code == "folder-no-permission"


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").code == "no-such-folder"
    assert refusal(tmp_path).code == "no-pictures"
    fill(tmp_path, "notes.txt", content=b"words")
    assert refusal(tmp_path / "notes.txt").code == "not-a-folder"
    assert refusal(tmp_path).code == "no-pictures"
    fill(tmp_path, "cats/p.jpg", "dogs/q.jpg", content=POINTER)
    assert refusal(tmp_path).code == "only-git-lfs-pointers"
    fill(tmp_path, "cats/1.jpg", "cats/2.jpg")
    assert refusal(tmp_path).data == {"name": "cats"}
    assert refusal(tmp_path / "cats").code == "flat-folder"
    assert "labels.csv" in remedy("flat-folder", {})


def test_a_picture_is_no_folder(tmp_path: Path) -> None:
    assert refusal(fill(tmp_path, "cat.jpg") / "cat.jpg").code == "not-a-folder"
    if os.name != "nt":
        os.mkfifo(tmp_path / "pipe.zip")
        assert refusal(tmp_path / "pipe.zip").code == "not-a-folder"


def test_train_and_test_without_classes_are_no_classes(tmp_path: Path) -> None:
    assert refusal(fill(tmp_path, "train/1.jpg", "test/2.jpg")).code == "flat-folder"


def test_too_many_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.data.folder.MOST_CLASSES", 3)
    fill(tmp_path, *(f"{number}/x.jpg" for number in range(3)))
    assert len(scan(tmp_path).classes) == 3
    error = refusal(fill(tmp_path, "3/x.jpg"))
    assert (error.code, error.data) == ("too-many-classes", {"count": 4, "limit": 3})


@posix
@pytest.mark.parametrize("as_folder", [True, False])
def test_a_class_name_that_no_model_could_hold(tmp_path: Path, as_folder: bool) -> None:
    """86 Chinese characters: a name on Windows, and 172 bytes in the encoding of old Chinese systems."""
    name = "狗" * 86
    if as_folder:
        fill(tmp_path, "cat/1.jpg", os.fsdecode(name.encode("gb18030")) + "/1.jpg")
    else:
        fill(tmp_path, "1.jpg", "2.jpg")
        (tmp_path / "labels.csv").write_text(f"1.jpg,{name}\n2.jpg,cat\n", encoding="utf-8")
    error = refusal(tmp_path)
    assert error.code == "class-name-too-long"
    assert error.data == {"name": "狗" * 40 + "...", "count": 258, "limit": 255}


def test_progress_and_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.data.pulse._SECONDS", 0.0)
    fill(tmp_path, *(f"{label}/{number}.jpg" for label in "ab" for number in range(300)))
    control = RunControl()
    job = scan_folder(tmp_path, control)
    reports = [event for event in job if isinstance(event, Progress)]
    assert {event.phase for event in reports} == {Phase.SCANNING}
    counted = [event.done for event in reports if event.total is None]
    assert counted == sorted(counted) and len(counted) > 100
    assert reports[-1] == Progress(Phase.SCANNING, 600, 600)

    job = scan_folder(tmp_path, control)
    next(job)
    control.stop()
    with pytest.raises(DataError) as caught:
        list(job)
    assert caught.value.code == "cancelled"


def test_nothing_in_the_folder_changes(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.jpg", "b/2.jpg")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    scan(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_real_pictures_of_every_kind(tmp_path: Path) -> None:
    formats = ("jpeg", "png", "bmp", "gif", "webp", "tiff", "ppm", "avif")
    for number, name in enumerate(formats):
        (tmp_path / "ab"[number % 2]).mkdir(exist_ok=True)
        Image.new("RGB", (8, 8)).save(tmp_path / "ab"[number % 2] / f"picture.{name}")
    assert len(scan(tmp_path).samples) == len(formats)


def test_the_trial_folders(test_data: Path) -> None:
    flowers = scan(test_data / "data/flower_photos")
    counts = Counter(flowers.classes[sample.label] for sample in flowers.samples)
    assert counts == {"daisy": 506, "dandelion": 718, "roses": 512, "sunflowers": 559, "tulips": 639}
    hostile = scan(test_data / "hostile_images")
    assert all(file.reason in MESSAGES for file in hostile.skipped)
