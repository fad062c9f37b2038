"""Why a file is not read as a picture."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

PICTURES = {
    "file-gone": Message(
        QT_TRANSLATE_NOOP("core", "The file is not there any more."),
        QT_TRANSLATE_NOOP("core", "Open the folder again to see what it holds now."),
    ),
    "no-permission": Message(
        QT_TRANSLATE_NOOP("core", "You may not read this file."),
        QT_TRANSLATE_NOOP("core", "Change the file's permissions, or copy it to a folder of your own."),
    ),
    "not-a-file": Message(QT_TRANSLATE_NOOP("core", "This is no ordinary file.")),
    "file-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "The file cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("core", "Check that the disk or the network folder is there, then try again."),
    ),
    "file-empty": Message(
        QT_TRANSLATE_NOOP("core", "The file is empty."),
        QT_TRANSLATE_NOOP("core", "Copy it again from where it came from."),
    ),
    "not-a-picture": Message(
        QT_TRANSLATE_NOOP("core", "The file is no picture, whatever its name says."),
        QT_TRANSLATE_NOOP("core", "Leave it out, or save it as JPEG or PNG with the program that opens it."),
    ),
    "format-refused": Message(
        QT_TRANSLATE_NOOP("core", "Ninefold does not read {format} files."),
        QT_TRANSLATE_NOOP("core", "Save the picture as JPEG or PNG."),
    ),
    "heic-support-missing": Message(
        QT_TRANSLATE_NOOP("core", "Reading HEIC pictures is an extra that is not installed."),
        QT_TRANSLATE_NOOP("core", "Install it (pip install 'ninefold[heic]'), or save it as JPEG."),
    ),
    "picture-too-large": Message(
        QT_TRANSLATE_NOOP(
            "core", "The picture has more than {limit} megapixels, the most that is read of its kind."
        ),
        QT_TRANSLATE_NOOP("core", "Save a smaller copy: the network sees a few hundred pixels a side."),
    ),
    "picture-extreme-shape": Message(
        QT_TRANSLATE_NOOP(
            "core", "The picture has {width} x {height} pixels, one side over {limit} times the other."
        ),
        QT_TRANSLATE_NOOP("core", "Cut it into pieces that are closer to a square."),
    ),
    "picture-too-slow": Message(
        QT_TRANSLATE_NOOP(
            "core", "The picture is saved in so many passes that it would take too long to read."
        ),
        QT_TRANSLATE_NOOP("core", "Open it in another program and save it as JPEG or PNG."),
    ),
    "picture-truncated": Message(
        QT_TRANSLATE_NOOP("core", "The file breaks off, and too little of the picture is there."),
        QT_TRANSLATE_NOOP("core", "Copy or download it again."),
    ),
    "picture-damaged": Message(
        QT_TRANSLATE_NOOP("core", "The picture is damaged, or saved in a way that cannot be read."),
        QT_TRANSLATE_NOOP("core", "Copy it again, or open it in another program and save it as JPEG or PNG."),
    ),
}
