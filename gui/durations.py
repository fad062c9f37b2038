"""Times as a person says them: rounded to what can be known. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def duration(seconds: float) -> str:
    """Such as "40 s", "14 min", "2 h 10 min"."""
    translate = QCoreApplication.translate
    if seconds < 55:
        return translate("durations", "{seconds} s").format(seconds=_rounded_seconds(seconds))
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("durations", "{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours >= 10 or minutes == 0:
        return translate("durations", "{hours} h").format(hours=round(seconds / 3600))
    return translate("durations", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _rounded_seconds(seconds: float) -> int:
    if seconds < 10:
        return max(round(seconds), 1)
    return round(seconds / 5) * 5
