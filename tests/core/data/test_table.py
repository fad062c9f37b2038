from __future__ import annotations

from pathlib import Path

import pytest

from core.control import RunControl
from core.data.folder import ImageFolder, scan_folder
from core.data.table import read_table
from core.errors import DataError
from core.events import result_of

JPEG = b"\xff\xd8\xff\xe0"


def scan(root: Path) -> ImageFolder:
    return result_of(scan_folder(root, RunControl()))


def flat(root: Path, *names: str, table: str | bytes, called: str = "labels.csv") -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(JPEG)
    (root / called).write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
    return root


def labelled(folder: ImageFolder) -> dict[str, str]:
    return {sample.path.name: folder.classes[sample.label] for sample in folder.samples}


@pytest.mark.parametrize(
    "table",
    [
        "1.jpg,cat\n2.jpg,dog\n",
        "file,label\r\n1.jpg,cat\r\n2.jpg,dog\r\n",
        '"1.jpg","cat"\n"2.jpg", "dog"\n',
        "filename;width;class\n1.jpg;10;cat\n2.jpg;12;dog",
        "label\timage\ncat\t1.jpg\ndog\t2.jpg\n",
        "cat,1.jpg\ndog,2.jpg\n",
        "\n./1.jpg , cat\n\n2.jpg,dog,\n",
        "number,name,what\n1,1.jpg,cat\n2,2.jpg,dog\n",
        "\ufefffile,label\n1.jpg,cat\n2.jpg,dog\n",
        "file,label\n1.jpg,cat\n2.jpg,dog\n".encode("utf-16"),
    ],
)
def test_tables_as_people_write_them(tmp_path: Path, table: str | bytes) -> None:
    folder = scan(flat(tmp_path, "1.jpg", "2.jpg", table=table))
    assert labelled(folder) == {"1.jpg": "cat", "2.jpg": "dog"}
    assert folder.skipped == ()
    assert [finding.kind for finding in folder.notices if finding.kind != "files-ignored"] == [
        "labels-from-table"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_chinese_tables(tmp_path: Path, encoding: str) -> None:
    table = "文件名,标签\n一号.jpg,猫\n二号.jpg,狗狗\n".encode(encoding)
    assert labelled(scan(flat(tmp_path, "一号.jpg", "二号.jpg", table=table))) == {
        "一号.jpg": "猫",
        "二号.jpg": "狗狗",
    }


def test_western_tables(tmp_path: Path) -> None:
    table = "1.jpg,Käfer\n2.jpg,café\n3.jpg,Ölmühle\n".encode("cp1252")
    folder = scan(flat(tmp_path, "1.jpg", "2.jpg", "3.jpg", table=table))
    assert folder.classes == ("Käfer", "café", "Ölmühle")


def test_paths_are_relative_to_the_table_or_bare_names(tmp_path: Path) -> None:
    names = ("images/1.jpg", "images/more/2.jpg", "images/same.jpg", "images/more/same.jpg")
    table = "images/1.jpg,a\n2.jpg,b\nimages\\same.jpg,a\nsame.jpg,b\n"
    folder = scan(flat(tmp_path, *names, table=table))
    assert [(s.path.relative_to(tmp_path).as_posix(), folder.classes[s.label]) for s in folder.samples] == [
        ("images/1.jpg", "a"),
        ("images/more/2.jpg", "b"),
        ("images/same.jpg", "a"),
    ]
    assert [(file.path.name, file.reason) for file in folder.skipped] == [("same.jpg", "table-file-missing")]
    (loose,) = [finding for finding in folder.notices if finding.kind == "pictures-without-class"]
    assert [path.parent.name for path in loose.files] == ["more"]


@pytest.mark.parametrize(
    "table",
    [
        "id,breed\n1,cat\n2,dog\n",  # as in competitions: names without their ending
        "breed,id\ncat,1\ndog,2\n",
        "image,label\n1.JPG,cat\nIMAGES/2.JPG,dog\n",
        "/home/eve/pets/1.jpg,cat\n/home/eve/pets/2.jpg,dog\n",  # written on another computer
        "C:\\pets\\1.jpg,cat\nC:\\pets\\2.jpg,dog\n",
    ],
)
def test_files_called_loosely_are_found_where_that_means_one_file(tmp_path: Path, table: str) -> None:
    names = ("images/1.jpg", "images/2.jpg")
    table = table.replace("cat,1\ndog,2\n", "cat,1\ndog,2\n")
    assert labelled(scan(flat(tmp_path, *names, table=table))) == {"1.jpg": "cat", "2.jpg": "dog"}


def test_an_exact_name_goes_before_a_loose_one(tmp_path: Path) -> None:
    names = ("1.jpg", "1.png", "2.jpg", "A.jpg", "a.jpg")
    table = "number,name,what\n1,2.jpg,cat\n2,1.png,dog\n3,A.jpg,cat\n4,a.jpg,dog\n"
    folder = scan(flat(tmp_path, *names, table=table))
    assert labelled(folder) == {"2.jpg": "cat", "1.png": "dog", "A.jpg": "cat", "a.jpg": "dog"}


def test_numbers_of_something_else_are_no_names(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(4)]
    with pytest.raises(DataError) as caught:
        scan(flat(tmp_path, *names, table="week,total\n1,17\n20,3\n30,8\n40,12\n"))
    assert caught.value.code == "table-names-nothing"


def test_lines_that_name_nothing_usable_are_named(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(JPEG)
    table = (
        "1.jpg,a\n2.jpg,b\ngone.jpg,a\n../secret.jpg,a\n/etc/passwd,b\nC:\\x.jpg,b\nempty.jpg,\nbad.jpg,a\n"
    )
    root = flat(tmp_path / "flat", "1.jpg", "2.jpg", table=table)
    (root / "bad.jpg").write_bytes(b"words")
    folder = scan(root)
    assert labelled(folder) == {"1.jpg": "a", "2.jpg": "b"}
    assert sorted(file.reason for file in folder.skipped) == [
        "not-a-picture",
        "table-file-missing",
        *["table-file-outside"] * 3,
    ]


def test_a_picture_may_have_two_labels(tmp_path: Path) -> None:
    folder = scan(flat(tmp_path, "1.jpg", "2.jpg", table="1.jpg,a\n1.jpg,b\n2.jpg,b\n2.jpg,b\n"))
    assert [(s.path.name, s.label) for s in folder.samples] == [("1.jpg", 0), ("1.jpg", 1), ("2.jpg", 1)]


def test_class_folders_come_before_a_table(tmp_path: Path) -> None:
    folder = scan(flat(tmp_path, "a/1.jpg", "b/2.jpg", table="a/1.jpg,x\nb/2.jpg,y\n"))
    assert folder.classes == ("a", "b")


def test_the_table_that_labels_most_is_taken(tmp_path: Path) -> None:
    flat(tmp_path, "1.jpg", "2.jpg", table="1.jpg,a\n", called="a.csv")
    flat(tmp_path, table="1.jpg,x\n2.jpg,y\n", called="b.TSV")
    assert scan(flat(tmp_path, table="totals\n7\n", called="c.csv")).classes == ("x", "y")


def test_a_table_of_one_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        scan(flat(tmp_path, "1.jpg", "2.jpg", table="1.jpg,a\n2.jpg,a\n"))
    assert caught.value.code == "one-class"


@pytest.mark.parametrize(
    "table", [b"", b"\n\n", b"\x00\x01\x02", b'"', b'a,"' + b"x" * 200_000, b"\xff\xfe\x00"]
)
def test_what_is_no_table_labels_nothing(tmp_path: Path, table: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(table)
    assert read_table(tmp_path / "t.csv", {"1.jpg": tmp_path / "1.jpg"}).labels == ()


def test_an_unreadable_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_table(tmp_path / "gone.csv", {})
    assert caught.value.code == "table-unreadable"
