"""Every expected failure, as a code plus data. The sentences stand in `core.messages`.

    NinefoldError
    ├── ConfigError      a setting that cannot be used
    ├── DataError        a folder that cannot be trained on
    ├── PictureError     one file that is no usable picture
    ├── ModelFileError   a file that is no usable model
    ├── RunError         a run folder that cannot be used or continued
    └── ResourceError    the computer is out of something: disk, memory, network

Core raises these for whatever may happen to a careful user; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import Any


class NinefoldError(Exception):
    """An expected failure. `code` names its sentence and remedy in `core.messages`; `data` fills them in."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data

    def __str__(self) -> str:
        from core.messages import sentence

        return sentence(self.code, self.data)


class ConfigError(NinefoldError):
    """A setting that cannot be used."""


class DataError(NinefoldError):
    """A folder that cannot be trained on."""


class PictureError(NinefoldError):
    """One file that is no usable picture."""


class ModelFileError(NinefoldError):
    """A file that is no usable model."""


class RunError(NinefoldError):
    """A run folder that cannot be used or continued."""


class ResourceError(NinefoldError):
    """The computer is out of something that the job needs."""
