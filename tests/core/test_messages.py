"""Every code has its sentence, and every sentence gets what it needs: read from the source of core itself."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from core import errors
from core.events import Phase
from core.messages import MESSAGES, PHASES, Message, message, remedy, sentence

CORE = Path(errors.__file__).parent
ERRORS = {name for name in vars(errors) if name.endswith("Error")}
# Where the code stands among the arguments, and where the data.
EVENTS = {"Warned": (0, 1), "Finding": (0, 3), "SkippedFile": (1, 2), "ItemFailed": (1, 2)}


@dataclass(frozen=True)
class Use:
    """A place where a code is given. `names` is None where its data are not written out there."""

    where: str
    code: str
    names: frozenset[str] | None


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted(CORE.rglob("*.py"))
    return tuple((file, ast.parse(file.read_text(encoding="utf-8"))) for file in files)


@cache
def uses() -> tuple[Use, ...]:
    found = []
    for file, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                for code, names in given(name, node):
                    found.append(Use(f"{file.relative_to(CORE)}:{node.lineno}", code, names))
    return tuple(found)


def given(name: str, call: ast.Call) -> Iterator[tuple[str, frozenset[str] | None]]:
    if name in ERRORS and call.args:
        place, names = 0, keywords(call)
    elif name in EVENTS:
        place, data_place = EVENTS[name]
        data = argument(call, data_place, "data")
        names = frozenset() if data is None else keys(data)
        names = names | {"path"} if names is not None and name in ("SkippedFile", "ItemFailed") else names
    else:
        return
    if len(call.args) > place:
        for code in texts(call.args[place]):
            yield code, names


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if len(call.args) > place:
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def keywords(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def keys(data: ast.expr) -> frozenset[str] | None:
    if not isinstance(data, ast.Dict):
        return None
    names = [key.value if isinstance(key, ast.Constant) else None for key in data.keys]
    return None if None in names else frozenset(str(name) for name in names)


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def placeholders(*parts: str) -> set[str]:
    return {name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name is not None}


def test_the_source_gives_codes() -> None:
    assert {"bad-setting", "run-locked", "pictures-changed"} <= {use.code for use in uses()}


def test_every_code_has_its_sentence() -> None:
    missing = [f"{use.code} ({use.where})" for use in uses() if use.code not in MESSAGES]
    assert not missing


def test_every_sentence_gets_what_it_needs() -> None:
    lacking = [
        f"{use.code} ({use.where}) lacks {sorted(needed - use.names)}"
        for use in uses()
        if use.names is not None and use.code in MESSAGES
        for entry in [MESSAGES[use.code]]
        for needed in [placeholders(entry.text, entry.remedy, entry.one)]
        if not needed <= use.names
    ]
    assert not lacking


def test_every_sentence_belongs_to_a_code() -> None:
    root = CORE.parent
    constants = {
        node.value
        for file in [*CORE.rglob("*.py"), *(root / "gui").rglob("*.py")]
        if "messages" not in (file.stem, file.parent.name)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not set(MESSAGES) - constants


@pytest.mark.parametrize("code", MESSAGES)
def test_sentences_are_sentences(code: str) -> None:
    entry = MESSAGES[code]
    for part in filter(None, (entry.text, entry.remedy, entry.one)):
        assert part == part.strip() and "  " not in part and "\n" not in part
        assert part[-1] in ".!?}", part
        assert all(name.isidentifier() for name in placeholders(part)), "a placeholder has a plain name"
    # A sentence for one says no more than the one for several, but that it need not count.
    assert placeholders(entry.one) <= placeholders(entry.text, entry.remedy) | {"path", "name", "names"}


@pytest.mark.parametrize("code", MESSAGES)
def test_sentences_can_be_filled_in(code: str) -> None:
    entry = MESSAGES[code]
    data = {name: 2 for name in placeholders(entry.text, entry.remedy, entry.one)}
    assert "{" not in sentence(code, data) + remedy(code, data)


def test_every_text_is_marked_for_translation() -> None:
    nodes = [n for file, tree in trees() if file.parent == CORE / "messages" for n in ast.walk(tree)]
    calls = [n for n in nodes if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Message"]
    values = [value for call in calls for value in [*call.args, *(k.value for k in call.keywords)]]
    assert len(calls) == len(MESSAGES)
    for value in values:
        assert isinstance(value, ast.Call) and getattr(value.func, "id", "") == "QT_TRANSLATE_NOOP"
        context, text = value.args  # literals, or Qt's extractor does not see them
        assert isinstance(context, ast.Constant) and context.value == "core"
        assert isinstance(text, ast.Constant) and isinstance(text.value, str)


def test_every_phase_has_words() -> None:
    assert set(PHASES) == set(Phase)


def test_one_has_a_sentence_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MESSAGES, "geese", Message("{count} geese.", one="A goose."))  # type: ignore[arg-type]
    assert sentence("geese", {"count": 1}) == "A goose."
    assert sentence("geese", {"count": 2}) == "2 geese."
    assert remedy("geese", {"count": 2}) == ""


def test_braces_from_outside_are_left_alone() -> None:
    assert "{x!r}" in sentence("no-such-run", {"run": "{x!r}"})


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError):
        message("no such code")
