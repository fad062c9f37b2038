from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from core.control import RunControl
from core.data import archive as archive_module
from core.data.entries import safe_parts, suits_windows
from core.data.folder import ImageFolder, scan_folder
from core.errors import NinefoldError
from core.events import Phase, PhaseChanged, result_of
from core.messages import sentence

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
PICTURES = {"cats/1.jpg": JPEG + b"1", "dogs/2.jpg": JPEG + b"2"}


def scan(path: Path, control: RunControl | None = None) -> ImageFolder:
    return result_of(scan_folder(path, control or RunControl()))


def refusal(path: Path, home: Path) -> NinefoldError:
    """Why `path` is refused; nothing may be left of it."""
    with pytest.raises(NinefoldError) as caught:
        scan(path)
    assert sentence(caught.value.code, caught.value.data)
    left = [entry for entry in (home / "cache/unpacked").iterdir() if entry.is_dir()]
    assert left == []
    return caught.value


def zipped(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def tarred(path: Path, files: dict[str, bytes], *members: tarfile.TarInfo, mode: str = "w") -> Path:
    with tarfile.open(path, mode) as file:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            file.addfile(member, io.BytesIO(content))
        for member in members:
            file.addfile(member)
    return path


def contents(folder: ImageFolder) -> dict[str, bytes]:
    return {f"{folder.classes[s.label]}/{s.path.name}": s.path.read_bytes() for s in folder.samples}


def test_a_zip_of_class_folders(tmp_path: Path, home: Path) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES, zipfile.ZIP_DEFLATED)
    folder = scan(path)
    assert contents(folder) == PICTURES
    assert folder.root == path
    assert all(home / "cache" in sample.path.parents for sample in folder.samples)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_of_class_folders_in_an_outer_folder(tmp_path: Path, mode: str) -> None:
    files = {f"pets/{name}": content for name, content in PICTURES.items()}
    assert contents(scan(tarred(tmp_path / "no_ending", files, mode=mode))) == PICTURES


def test_a_zip_of_sides_and_a_mac(tmp_path: Path) -> None:
    files = {f"d/{side}/{name}": content for side in ("train", "val") for name, content in PICTURES.items()}
    junk = {"__MACOSX/d/train/cats/._1.jpg": b"x", "d/.DS_Store": b"x"}
    folder = scan(zipped(tmp_path / "d.zip", files | junk))
    assert sorted(sample.side or "" for sample in folder.samples) == [
        "train",
        "train",
        "validation",
        "validation",
    ]
    assert folder.skipped == () and [finding.kind for finding in folder.notices] == ["classes-found-inside"]


def test_an_unchanged_archive_is_unpacked_once(tmp_path: Path, home: Path) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES)
    first = scan(path)
    marked = first.samples[0].path
    stamp = marked.stat().st_mtime_ns
    assert scan(path).samples == first.samples
    assert marked.stat().st_mtime_ns == stamp

    zipped(path, PICTURES | {"dogs/3.jpg": JPEG})
    assert len(scan(path).samples) == 3
    assert marked.exists(), "it may still be trained on"

    close_all()
    zipped(path, PICTURES | {"dogs/4.jpg": JPEG + b"4", "dogs/5.jpg": JPEG + b"5"})
    assert len(scan(path).samples) == 4
    assert not marked.exists()  # the old state is gone from the cache


def close_all() -> None:
    """As if this program had ended."""
    while archive_module._held:
        archive_module._held.popitem()[1].release()


def unpacked(home: Path) -> set[Path]:
    return {path for path in (home / "cache/unpacked").iterdir() if path.is_dir()}


def test_the_budget_takes_what_was_not_used_for_longest(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    big = {"cats/1.jpg": JPEG + bytes(1 << 20), "dogs/2.jpg": JPEG}
    monkeypatch.setattr(archive_module, "BUDGET", int(2.5 * (1 << 20)))
    folders = [scan(zipped(tmp_path / f"{number}.zip", big)) for number in range(2)]
    for number, folder in enumerate(folders):
        os.utime(folder.samples[0].path.parents[2] / "used", (1000 + number, 1000 + number))
    close_all()
    scan(tmp_path / "0.zip")  # now it is the one used last
    close_all()
    third = scan(zipped(tmp_path / "2.zip", big))
    assert contents(folders[0]) == big and contents(third) == big
    assert not folders[1].samples[0].path.exists()
    assert len(unpacked(home)) == 2
    assert contents(scan(tmp_path / "1.zip")) == big


def test_what_is_in_use_outlives_the_budget(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "BUDGET", 0)
    first = scan(zipped(tmp_path / "first.zip", PICTURES))
    second = scan(zipped(tmp_path / "second.zip", PICTURES))
    assert contents(first) == contents(second) == PICTURES
    close_all()
    scan(zipped(tmp_path / "third.zip", PICTURES))
    assert len(unpacked(home)) == 1


def test_what_a_killed_process_left_is_removed(tmp_path: Path, home: Path) -> None:
    for name in ("aa-1.part", "bb-1.part"):
        (home / "cache/unpacked" / name / "files").mkdir(parents=True)
    with FileLock(home / "cache/unpacked/bb.lock"):  # this one is at work
        scan(zipped(tmp_path / "pets.zip", PICTURES))
    assert {path.name for path in unpacked(home) if path.suffix} == {"bb-1.part"}


def test_a_full_disk_takes_back_what_is_not_in_use(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scan(zipped(tmp_path / "first.zip", PICTURES))
    close_all()

    def free(path: Path) -> SimpleNamespace:
        return SimpleNamespace(free=0 if first.samples[0].path.exists() else 1 << 40)

    monkeypatch.setattr(archive_module.shutil, "disk_usage", free)
    assert len(scan(zipped(tmp_path / "second.zip", PICTURES)).samples) == 2
    assert not first.samples[0].path.exists()


def test_names_in_old_encodings(tmp_path: Path) -> None:
    raw_names = ["狗狗/一.jpg".encode("gbk"), "犬/二.jpg".encode(), "Käfer/3.jpg".encode("cp437")]
    path = tmp_path / "names.zip"
    # `zipfile` marks names beyond ASCII as UTF-8: write names of the same length, then put the bytes in.
    stand_ins = [letter * len(raw) for letter, raw in zip("XYZ", raw_names, strict=True)]
    zipped(path, dict.fromkeys(stand_ins, JPEG))
    data = path.read_bytes()
    for stand_in, raw in zip(stand_ins, raw_names, strict=True):
        data = data.replace(stand_in.encode(), raw)
    path.write_bytes(data)
    assert scan(path).classes == ("Käfer", "犬", "狗狗")


@pytest.mark.parametrize(
    "name", ["../x.jpg", "/x.jpg", "cats/../../x.jpg", "C:/x.jpg", "..\\x.jpg", "\\x.jpg"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_that_leads_out_is_refused(tmp_path: Path, home: Path, pack: object, name: str) -> None:
    path = pack(tmp_path / "evil", PICTURES | {name: JPEG})  # type: ignore[operator]
    error = refusal(path, home)
    assert error.code == "archive-unsafe"
    assert not list(tmp_path.rglob("x.jpg")) and not list(home.rglob("x.jpg"))


def test_links_and_devices_stay_packed_and_are_named(tmp_path: Path, home: Path) -> None:
    members = []
    for name, kind in (
        ("s", tarfile.SYMTYPE),
        ("h", tarfile.LNKTYPE),
        ("p", tarfile.FIFOTYPE),
        ("c", tarfile.CHRTYPE),
    ):
        member = tarfile.TarInfo(f"cats/{name}.jpg")
        member.type, member.linkname = kind, "/etc/passwd" if name == "s" else "cats/1.jpg"
        members.append(member)
    folder = scan(tarred(tmp_path / "pets.tar", PICTURES, *members))
    assert contents(folder) == PICTURES
    assert {(file.path.name, file.reason) for file in folder.skipped} == {
        (f"{name}.jpg", "link-in-archive") for name in "shpc"
    }
    assert not [path for path in home.rglob("*") if path.is_symlink()]


def test_a_link_in_a_zip_stays_packed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES)
    with zipfile.ZipFile(path, "a") as file:
        link = zipfile.ZipInfo("cats/link.jpg")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
    folder = scan(path)
    assert contents(folder) == PICTURES
    assert [file.reason for file in folder.skipped] == ["link-in-archive"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_unpacked_is_named(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "pets.zip", PICTURES | {"cats/1.jpg/under.jpg": JPEG, f"cats/{'x' * 300}.jpg": JPEG}
    )
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("cats/1.jpg", JPEG + b"other")
        file.writestr("/".join(["deep"] * 100) + "/3.jpg", JPEG)
    folder = scan(path)
    assert contents(folder) == PICTURES
    assert sorted(file.reason for file in folder.skipped) == [
        *["name-not-possible"] * 2,
        *["twice-in-archive"] * 2,
    ]
    assert scan(path).skipped == folder.skipped  # and again from the cache


def test_bombs_are_refused(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "_SMALL", 1 << 20)
    zeros = {"cats/bomb.jpg": bytes(4 << 20)}
    assert refusal(zipped(tmp_path / "b.zip", zeros, zipfile.ZIP_DEFLATED), home).code == "archive-too-large"
    assert refusal(tarred(tmp_path / "b.tgz", zeros, mode="w:gz"), home).code == "archive-too-large"
    monkeypatch.setattr(archive_module, "MOST_BYTES", 3 << 20)
    assert refusal(zipped(tmp_path / "large.zip", zeros), home).code == "archive-too-large"
    monkeypatch.setattr(archive_module, "MOST_BYTES", 5 << 20)
    assert contents(scan(zipped(tmp_path / "fine.zip", PICTURES | zeros)))["cats/1.jpg"] == JPEG + b"1"


def test_a_tar_header_that_would_fill_the_memory_is_refused(tmp_path: Path, home: Path) -> None:
    member = tarfile.TarInfo("././@LongLink")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 1 << 40
    path = tmp_path / "bomb.tar"
    path.write_bytes(member.tobuf() + bytes(1024))
    assert refusal(path, home).code in ("archive-damaged", "not-a-folder")


def test_too_many_files_are_refused(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_FILES", 5)
    files = {f"a/{number}.jpg": JPEG for number in range(6)}
    assert refusal(zipped(tmp_path / "many.zip", files), home).code == "archive-too-many"


def test_a_full_disk_is_named(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES)
    monkeypatch.setattr(archive_module, "_ROOM_TO_LEAVE", 1 << 60)
    assert refusal(path, home).code == "archive-no-room"


def test_an_encrypted_zip_is_named(tmp_path: Path, home: Path) -> None:
    path = zipped(tmp_path / "secret.zip", {"cats/1.jpg": JPEG})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory, as a packer sets it
    path.write_bytes(data)
    assert refusal(path, home).code == "archive-encrypted"


NOISE = os.urandom(5000)


@pytest.mark.parametrize("pack", ["zip", "deflated", "tar", "gz", "bz2", "xz"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.8])
def test_an_archive_cut_short_never_crashes(tmp_path: Path, pack: str, share: float) -> None:
    files = {f"{label}/{number}.jpg": JPEG + NOISE for label in "ab" for number in range(4)}
    path = tmp_path / "cut"
    if pack in ("zip", "deflated"):
        zipped(path, files, zipfile.ZIP_DEFLATED if pack == "deflated" else zipfile.ZIP_STORED)
    else:
        tarred(path, files, mode="w" if pack == "tar" else f"w:{pack}")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(NinefoldError) as caught:
        scan(path)
    assert caught.value.code in ("archive-damaged", "not-a-folder")


def test_changed_bytes_are_noticed(tmp_path: Path, home: Path) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES)
    path.write_bytes(path.read_bytes().replace(JPEG + b"1", JPEG + b"9"))
    assert refusal(path, home).code == "archive-damaged"


def test_a_tar_that_ends_with_a_zip_is_a_tar(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"x/3.jpg": JPEG, "y/4.jpg": JPEG}).read_bytes()
    folder = scan(tarred(tmp_path / "outer", PICTURES | {"dogs/inner.zip": inner}))
    assert contents(folder) == PICTURES
    assert [finding.kind for finding in folder.notices] == ["files-ignored"]


def test_an_empty_zip_has_no_pictures(tmp_path: Path) -> None:
    with pytest.raises(NinefoldError) as caught:
        scan(zipped(tmp_path / "empty.zip", {}))
    assert caught.value.code == "no-pictures"


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]"])
def test_a_damaged_list_in_the_cache_is_unpacked_anew(tmp_path: Path, home: Path, damage: bytes) -> None:
    path = zipped(tmp_path / "pets.zip", PICTURES | {f"cats/{'x' * 300}.jpg": JPEG})
    first = scan(path)
    (left,) = (home / "cache/unpacked").glob("*/left.json")
    left.write_bytes(damage)
    (left.parent / "files/cats/1.jpg").unlink()
    assert scan(path) == first


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, bytes])
def test_what_is_compressed_and_no_tar_is_no_folder(tmp_path: Path, home: Path, pack: object) -> None:
    path = tmp_path / "picture.gz"
    path.write_bytes(pack(JPEG + NOISE))  # type: ignore[operator]
    assert refusal(path, home).code == "not-a-folder"


def test_cancelling_leaves_nothing(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "pets.zip", {f"a/{number}.jpg": JPEG for number in range(50)})
    control = RunControl()
    monkeypatch.setattr("core.data.pulse._SECONDS", 0.0)
    job = scan_folder(path, control)
    assert next(job) == PhaseChanged(Phase.UNPACKING)
    next(job)
    control.stop()
    with pytest.raises(NinefoldError) as caught:
        list(job)
    assert caught.value.code == "cancelled"
    assert unpacked(home) == set()


def test_two_windows_unpack_at_once(tmp_path: Path) -> None:
    path = zipped(tmp_path / "pets.zip", {f"{c}/{n}.jpg": JPEG + NOISE for c in "ab" for n in range(40)})
    found: list[ImageFolder] = []
    threads = [threading.Thread(target=lambda: found.append(scan(path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(folder.samples) for folder in found] == [80, 80, 80]
    assert len({folder.samples for folder in found}) == 1


@given(
    pack=st.sampled_from(["zip", "w", "w:gz", "w:bz2", "w:xz"]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_any_damage_is_a_picture_lost_or_a_named_refusal(
    tmp_path_factory: pytest.TempPathFactory, pack: str, changes: list[tuple[float, int]]
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = zipped(folder / "f", PICTURES) if pack == "zip" else tarred(folder / "f", PICTURES, mode=pack)
    data = bytearray(path.read_bytes())
    for place, byte in changes:
        data[int(place * (len(data) - 1))] = byte
    path.write_bytes(data)
    try:
        assert len(scan(path).samples) <= len(PICTURES)
    except NinefoldError as error:
        assert sentence(error.code, error.data)
    assert list(folder.iterdir()) == [path]


names = st.lists(st.sampled_from(["..", ".", "a", "b c", "", "é", "C:", "..."]), max_size=6)


@given(names, st.sampled_from(["/", "\\"]))
def test_safe_parts_stay_inside(parts: list[str], separator: str) -> None:
    name = separator.join(parts)
    safe = safe_parts(name)
    if safe is not None:
        target = os.path.normpath(os.path.join("/home", *safe))  # noqa: PTH118
        assert target == "/home" or target.startswith("/home/")
        assert all(part and "/" not in part and "\\" not in part for part in safe)
    else:
        assert ".." in parts or name.startswith(separator) or parts[0] == "C:"


@pytest.mark.parametrize("name", ["con", "NUL.jpg", "a:b", "what?.jpg", "end.", "end ", "com1.png", "a\tb"])
def test_names_that_windows_cannot_have(name: str) -> None:
    assert not suits_windows(name)
    assert suits_windows("console.jpg") and suits_windows("中文 .jpg") and suits_windows(".a")
