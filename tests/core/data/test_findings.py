"""What is said about a dataset, from measures made up for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.data.content import hash_bytes
from core.data.dataset import Dataset, Item
from core.data.findings import all_findings
from core.data.folder import SkippedFile
from core.data.measures import Measure
from core.events import Finding, to_json
from core.messages import remedy, sentence

GOOD = Measure((400, 300), "JPEG", (), 60.0, 0.5, 1, b"")


def item(name: str, label: int = 0, side: str = "train", content: str = "") -> Item:
    return Item(Path(name), label, hash_bytes((content or name).encode()), side)


def found(
    items: list[Item],
    measures: dict[str, Measure] | None = None,
    near: list[list[str]] | None = None,
    **options: Any,
) -> dict[str, Finding]:
    known = {one.content: GOOD for one in items}
    known.update((hash_bytes(name.encode()), value) for name, value in (measures or {}).items())
    dataset = Dataset(Path("root"), ("ant", "bee"), tuple(items), **options)
    groups = [[hash_bytes(name.encode()) for name in group] for group in near or []]
    findings = {finding.kind: finding for finding in all_findings(dataset, known, groups)}
    for finding in findings.values():
        assert finding.severity in ("info", "warning", "error")
        assert "{" not in sentence(finding.kind, finding.data)
        assert "{" not in remedy(finding.kind, finding.data)
        assert to_json(finding)
    return findings


def healthy() -> list[Item]:
    return [
        item(f"{label}-{side}-{number}.jpg", label, side)
        for label in (0, 1)
        for side, count in (("train", 20), ("validation", 5))
        for number in range(count)
    ]


def test_nothing_is_said_about_a_healthy_folder() -> None:
    assert found(healthy()) == {}


@pytest.mark.parametrize(
    ("changes", "kind", "severity"),
    [
        ({"marks": ("truncated",)}, "truncated", "warning"),
        ({"contrast": 2.0, "sharpness": 0.0}, "blank", "warning"),
        ({"sharpness": 0.03}, "blurred", "warning"),
        ({"size": (63, 400)}, "tiny", "warning"),
        ({"size": (900, 200)}, "elongated", "info"),
        ({"marks": ("animated",)}, "animated", "info"),
        ({"marks": ("16-bit",)}, "odd-mode", "info"),
        ({"marks": ("grey", "alpha")}, "odd-mode", "info"),
        ({"marks": ("rotated",)}, "rotated", "info"),
        ({"format": "PNG"}, "wrong-extension", "info"),
    ],
)
def test_one_odd_picture(changes: dict[str, Any], kind: str, severity: str) -> None:
    items = healthy()
    odd = {str(items[3].path): replace(GOOD, **changes)}
    if kind == "tiny":
        assert set(found(items, odd)) == {"tiny", "elongated"}
    else:
        assert set(found(items, odd)) == {kind}
    finding = found(items, odd)[kind]
    assert (finding.severity, finding.files, finding.data["count"]) == (severity, (items[3].path,), 1)


@pytest.mark.parametrize(
    ("code", "kind", "severity"),
    [
        ("picture-damaged", "unreadable", "error"),
        ("picture-truncated", "unreadable", "error"),
        ("no-permission", "unreadable", "error"),
        ("picture-too-large", "too-large", "warning"),
        ("picture-too-slow", "too-large", "warning"),
        ("picture-extreme-shape", "extreme-shape", "warning"),
        ("not-a-picture", "no-pictures-inside", "warning"),
        ("format-refused", "no-pictures-inside", "warning"),
    ],
)
def test_an_unusable_file(code: str, kind: str, severity: str) -> None:
    items = healthy()
    by_check = found(items, {str(items[0].path): Measure(code=code)})
    by_scan = found(items, skipped=(SkippedFile(Path("x.jpg"), code),))
    assert set(by_check) == set(by_scan) == {kind}
    assert by_check[kind].files == (items[0].path,)
    assert (by_scan[kind].severity, by_scan[kind].data["reasons"]) == (severity, [code])


def test_one_picture_under_two_labels_is_no_mere_duplicate() -> None:
    items = [*healthy(), item("a.jpg", 0, content="same"), item("b.jpg", 1, content="same")]
    findings = found(items)
    assert set(findings) == {"label-conflict"}
    assert findings["label-conflict"].severity == "error"
    assert findings["label-conflict"].groups == ((Path("a.jpg"), Path("b.jpg")),)


def test_exact_duplicates_are_no_near_ones() -> None:
    copies = [item(name, content="same") for name in ("a.jpg", "b.jpg", "c.jpg")]
    findings = found([*healthy(), *copies])
    assert set(findings) == {"exact-duplicates"}
    assert findings["exact-duplicates"].groups == ((Path("a.jpg"), Path("b.jpg"), Path("c.jpg")),)
    assert findings["exact-duplicates"].data == {"count": 1}


def test_near_duplicates_by_class_and_side() -> None:
    items = [
        *healthy(),
        item("a.jpg"),
        item("b.jpg"),
        item("c.jpg"),
        item("d.jpg", 1),
        item("e.jpg"),
        item("f.jpg", 0, "validation"),
        item("g.jpg", 0, "validation"),
        item("h.jpg", 0, "test"),
    ]
    near = [["a.jpg", "b.jpg"], ["c.jpg", "d.jpg"], ["e.jpg", "f.jpg"], ["g.jpg", "h.jpg"]]
    findings = found(items, near=near)
    assert {kind: finding.groups for kind, finding in findings.items()} == {
        "near-label-conflict": ((Path("c.jpg"), Path("d.jpg")),),
        "near-duplicates-across-split": ((Path("e.jpg"), Path("f.jpg")),),
        "near-duplicates": (
            (Path("a.jpg"), Path("b.jpg")),
            (Path("e.jpg"), Path("f.jpg")),
            (Path("g.jpg"), Path("h.jpg")),
        ),
    }


def test_imbalance_names_both_ends() -> None:
    items = [one for one in healthy() if one.label == 0] + [
        item(f"many-{number}.jpg", 1, "train" if number % 5 else "validation") for number in range(75)
    ]
    data = found(items)["class-imbalance"].data
    assert (data["largest"], data["smallest"], data["ratio"]) == ("bee", "ant", 3.0)
    assert "class-imbalance" not in found(items[:-1])


def test_small_classes_are_named() -> None:
    items = [one for one in healthy() if one.label == 0] + [
        *(item(f"t{number}.jpg", 1) for number in range(9)),
        *(item(f"v{number}.jpg", 1, "validation") for number in range(4)),
    ]
    findings = found(items)
    assert set(findings) == {"classes-too-small-to-learn", "classes-too-small-to-validate"}
    assert all("bee" in sentence(kind, finding.data) for kind, finding in findings.items())


def test_what_the_folder_itself_has_to_say_comes_first() -> None:
    notice = Finding("classes-differ-in-case", "warning", (), {"names": "Ant, ant"})
    dataset = Dataset(Path("root"), ("ant", "bee"), (), notices=(notice,))
    assert next(iter(all_findings(dataset, {}, []))) is notice
