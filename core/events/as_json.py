"""An event as JSON, for `--json` and for the log of a run. Knows no event in particular."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.events.base import Event


def to_dict(event: Event) -> dict[str, Any]:
    """`event` as JSON-ready values, its type's name first under "event"."""
    return {"event": type(event).__name__, **_plain(event)}


def to_json(event: Event, **extra: Any) -> str:
    """`event` as one line of JSON. ASCII only, so that a file name that is no valid UTF-8 survives."""
    return json.dumps({**to_dict(event), **extra}, ensure_ascii=True)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, Path):
        return str(value)
    return value
