from __future__ import annotations

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.text import decode_text, decoded, readable

CHINESE = "苹果,香蕉,樱桃,橙子,葡萄,西瓜,文件名,标签"
WESTERN = ["Käfer", "Ölmühle", "crème brûlée", "señor", "garçon; maïs", "Straße"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "gb2312"])
def test_chinese(encoding: str) -> None:
    assert decode_text(CHINESE.encode(encoding)) == CHINESE


@pytest.mark.parametrize("text", WESTERN)
def test_western(text: str) -> None:
    assert decode_text(text.encode("cp1252")) == text
    assert decode_text(text.encode("cp437"), western="cp437") == text
    assert decode_text(text.encode()) == text


@given(st.text())
def test_utf8_comes_back(text: str) -> None:
    assert decode_text(text.encode()) == text or text.startswith("\ufeff")


@given(st.binary(max_size=40))
def test_any_bytes_become_valid_text(raw: bytes) -> None:
    decode_text(raw).encode("utf-8")


@given(st.binary(max_size=20).filter(lambda raw: b"\0" not in raw))
def test_any_name_becomes_readable(raw: bytes) -> None:
    name = os.fsdecode(raw)
    assert unicodedata.is_normalized("NFC", readable(name))
    readable(name).encode("utf-8")


@given(st.text())
def test_a_valid_name_is_only_composed(name: str) -> None:
    assert decoded(name) == name
    assert readable(name) == unicodedata.normalize("NFC", name)
