"""What the computer, the network or the user did not give."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

RESOURCES = {
    "disk-full": Message(
        QT_TRANSLATE_NOOP(
            "core", "The disk of {path} is full: {needed_mb} MB are needed and {free_mb} MB are free."
        ),
        QT_TRANSLATE_NOOP("core", "Free some space, then continue the run; what was saved before is whole."),
    ),
    "no-memory": Message(
        QT_TRANSLATE_NOOP(
            "core", "The memory of this computer does not suffice for batches of {batch_size}."
        ),
        QT_TRANSLATE_NOOP("core", "Choose a smaller batch or smaller pictures, or close other programs."),
    ),
    "download-unreachable": Message(
        QT_TRANSLATE_NOOP("core", "The weights cannot be fetched: {host} cannot be reached ({detail})."),
        QT_TRANSLATE_NOOP(
            "core",
            "Check the network, then try again; or fetch {url} elsewhere and put the file into {folder}.",
        ),
    ),
    "download-refused": Message(
        QT_TRANSLATE_NOOP("core", "The weights cannot be fetched: {host} answers {detail}."),
        QT_TRANSLATE_NOOP(
            "core", "Try again later; or fetch {url} elsewhere and put the file into {folder}."
        ),
    ),
    "download-broken": Message(
        QT_TRANSLATE_NOOP(
            "core", "The connection to {host} broke after {done_mb} MB of the weights ({detail})."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Try again: it goes on from there. Or fetch {url} elsewhere and put the file into {folder}.",
        ),
    ),
    "download-wrong": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "What came from {host} is not the file of weights: its checksum is {found}, not {wanted}.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Log in to the network if it asks for that, and try again; "
            "or fetch {url} elsewhere and put the file into {folder}.",
        ),
    ),
    "download-no-room": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "There is no room for the weights in {folder}: {needed_mb} MB are needed, {free_mb} MB are free.",
        ),
        QT_TRANSLATE_NOOP("core", "Free some space on that disk, then try again."),
    ),
    "download-not-written": Message(
        QT_TRANSLATE_NOOP("core", "The weights cannot be kept in {folder}: {detail}."),
        QT_TRANSLATE_NOOP("core", "Check that disk and that you may write there, then try again."),
    ),
    "download-elsewhere": Message(
        QT_TRANSLATE_NOOP("core", "Another Ninefold is fetching the weights just now."),
        QT_TRANSLATE_NOOP("core", "Wait until it is done, then use what it has fetched."),
    ),
    "index-not-kept": Message(
        QT_TRANSLATE_NOOP("core", "What the network sees in pictures cannot be kept in {path}: {detail}."),
        QT_TRANSLATE_NOOP("core", "Free some space on that disk and check that you may write there."),
    ),
    "sample-not-written": Message(
        QT_TRANSLATE_NOOP("core", "The sample cannot be written to {path}: {detail}."),
        QT_TRANSLATE_NOOP("core", "Free some space on that disk, then try again."),
    ),
    "cache-unusable": Message(
        QT_TRANSLATE_NOOP(
            "core", "Decoded pictures cannot be kept in {path} ({detail}): each is decoded again every time."
        ),
        QT_TRANSLATE_NOOP("core", "Training goes on, only slower. Check that disk when you have the time."),
    ),
    "cache-damaged": Message(
        QT_TRANSLATE_NOOP("core", "Some decoded pictures on the disk were damaged and are decoded again."),
        QT_TRANSLATE_NOOP("core", "Training goes on. If this happens often, the disk may be failing."),
    ),
    "cache-budget": Message(
        QT_TRANSLATE_NOOP(
            "core", "These pictures need more than the {gigabytes} GB that may be kept decoded on the disk."
        ),
        QT_TRANSLATE_NOOP("core", "Training goes on; the rest is decoded again every time."),
    ),
    "cache-disk-full": Message(
        QT_TRANSLATE_NOOP("core", "The disk of {path} is almost full: no more decoded pictures are kept."),
        QT_TRANSLATE_NOOP("core", "Training goes on, only slower. Free some space for a faster next run."),
    ),
    "picture-changed": Message(
        QT_TRANSLATE_NOOP("core", "{path} changed since the folder was read; it is used as it is now."),
        QT_TRANSLATE_NOOP("core", "Check the folder again if you changed more than one picture."),
    ),
    "file-not-placed": Message(
        QT_TRANSLATE_NOOP("core", "{path} cannot be put into {folder}: {detail}."),
        QT_TRANSLATE_NOOP(
            "core", "Check that the disk has room and that you may write there, then try again."
        ),
    ),
    "file-not-written": Message(
        QT_TRANSLATE_NOOP("core", "{path} cannot be written: {detail}."),
        QT_TRANSLATE_NOOP("core", "Choose another place, or check that the disk has room, then try again."),
    ),
    "file-not-binned": Message(
        QT_TRANSLATE_NOOP("core", "{path} cannot be put into the recycle bin: {detail}."),
        QT_TRANSLATE_NOOP("core", "It is where it was. Remove it in the file manager if you want it gone."),
    ),
    "cancelled": Message(
        QT_TRANSLATE_NOOP("core", "Cancelled."),
        QT_TRANSLATE_NOOP("core", "Nothing was changed. Start again whenever you like."),
    ),
    "unexpected": Message(
        QT_TRANSLATE_NOOP("core", "Something went wrong that Ninefold did not expect: {detail}."),
        QT_TRANSLATE_NOOP(
            "core", "Your pictures and runs are safe. Try again; if it happens again, report it."
        ),
    ),
}
