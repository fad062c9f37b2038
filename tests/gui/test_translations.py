"""The Chinese of the window: complete, faithful to the marks in the English, and shown."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QPushButton, QToolButton

from core.messages import MESSAGES, PHASES
from core.training.recipes import RECIPES
from gui import messages
from gui.application import install_translations
from gui.main_window import MainWindow
from gui.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "resources" / "translations"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")


def catalogue() -> dict[tuple[str, str], ElementTree.Element]:
    """The `translation` element of each (context, source)."""
    root = ElementTree.parse(FOLDER / "ninefold_zh_CN.ts").getroot()
    found = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found[context.findtext("name", ""), message.findtext("source", "")] = translation
    return found


CATALOGUE = catalogue()


def marked_texts() -> Iterator[tuple[str, str, str]]:
    """(where, context, text) of each tr, translate and QT_TRANSLATE_NOOP, as Python itself reads them."""
    for path in sorted([*(PROJECT / "core").rglob("*.py"), *(PROJECT / "gui").rglob("*.py")]):
        yield from _marked(ast.parse(path.read_text(encoding="utf-8")), path.name, "")


def _marked(node: ast.AST, where: str, inside: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, ast.ClassDef):
        inside = node.name
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if name == "tr":
            assert texts, f"{where}:{node.lineno}: only a literal can be extracted"
            yield f"{where}:{node.lineno}", inside, texts[0]
        elif name in ("translate", "QT_TRANSLATE_NOOP") and len(texts) == 2:
            yield f"{where}:{node.lineno}", texts[0], texts[1]
    for child in ast.iter_child_nodes(node):
        yield from _marked(child, where, inside)


def marks(text: str) -> list[str]:
    """The fields and %-marks of a text, in no order."""
    fields = [f"{{{name}:{form}}}" for _, name, form, _ in string.Formatter().parse(text) if name is not None]
    return sorted(fields + re.findall(r"%n|%L?\d", text))


@pytest.fixture
def chinese(qapp, qtbot):
    before = QLocale()
    known = set(qapp.findChildren(QTranslator))
    install_translations(qapp, "zh_CN")
    yield
    for translator in set(qapp.findChildren(QTranslator)) - known:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


@pytest.fixture
def window(chinese, session, qtbot):
    made = MainWindow(session, Settings())
    while made._pages.make_next():
        pass
    yield made
    made._pages.shutdown()
    session.setParent(None)
    made.deleteLater()


def test_every_text_is_translated():
    missing = [(where, text) for where, context, text in marked_texts() if (context, text) not in CATALOGUE]
    assert not missing, "run `make translations` and translate what is new"


def test_nothing_is_unfinished_or_left_over():
    assert not [key for key, each in CATALOGUE.items() if each.get("type") or not each.text]


def test_marks_are_those_of_the_english():
    assert not [key for key, each in CATALOGUE.items() if marks(each.text or "") != marks(key[1])]


def test_every_sentence_of_core_is_translated():
    texts = {text for each in MESSAGES.values() for text in (each.text, each.one, each.remedy) if text}
    texts |= set(PHASES.values())
    texts |= {text for recipe in RECIPES.values() for text in (recipe.title, recipe.when)}
    assert not {text for text in texts if ("core", text) not in CATALOGUE}


def test_the_compiled_file_says_what_the_source_says(qapp):
    translator = QTranslator()
    assert translator.load("ninefold_zh_CN", str(FOLDER))
    for (context, source), translation in CATALOGUE.items():
        assert translator.translate(context, source) == translation.text


def test_a_chinese_window_shows_chinese(window):
    assert [window.rail._group.button(i).text() for i in range(5)] == [
        *("数据", "训练", "结果", "识别", "内部")
    ]
    for button in window.findChildren(QPushButton) + window.findChildren(QToolButton):
        if button.text():
            words = button.text().replace("zip", "").replace("aux", "")
            assert CHINESE.search(words) and not ENGLISH_WORD.search(words), button.text()


def test_texts_of_qt_itself_are_chinese(chinese, qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_accelerators_are_unique_in_each_menu(window):
    bar = window.menuBar()
    menus = [bar, *window.findChildren(QMenu)]
    for menu in menus:
        keys = re.findall(r"(?<!&)&(\w)", " ".join(action.text() for action in menu.actions()).lower())
        assert len(keys) == len(set(keys)), keys
    assert len(re.findall(r"\(&\w\)", " ".join(action.text() for action in bar.actions()))) == 4


def test_core_speaks_chinese_in_the_window(chinese):
    said = messages.failure("bad-setting", {"name": "std", "value": 0, "allowed": "a list of numbers"}, "")
    assert CHINESE.search(said.text) and not ENGLISH_WORD.search(said.remedy)
    assert messages.recipe_title("quick") == "快速"


@pytest.mark.parametrize(("language", "chosen"), [("zh_CN", True), ("zh_TW", True), ("en", False)])
def test_the_language_decides(qapp, qtbot, language, chosen):
    before = QLocale()
    known = set(qapp.findChildren(QTranslator))
    assert install_translations(qapp, language) == QLocale(language)
    made = set(qapp.findChildren(QTranslator)) - known
    assert (QCoreApplication.translate("Actions", "Pause") == "暂停") is chosen
    for translator in made:
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_an_english_system_stays_english_though_chinese_is_its_second_language(qapp, monkeypatch):
    class System:
        @staticmethod
        def uiLanguages() -> list[str]:
            return ["en-US", "en", "zh-Hans-CN"]

    locale = System()
    monkeypatch.setattr("gui.application.QLocale", type("Fake", (), {
        "system": staticmethod(lambda: locale),
        "setDefault": staticmethod(lambda value: None),
    }))  # fmt: skip
    assert install_translations(qapp, "") is locale
    assert QCoreApplication.translate("Actions", "Pause") == "Pause"
