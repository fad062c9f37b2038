"""What the check of a folder finds."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

FINDINGS = {
    "label-conflict": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are in several classes: whatever the network answers, it is told it is wrong.",
        ),
        QT_TRANSLATE_NOOP("core", "Decide which class each belongs to, and exclude the other copy."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture is in several classes: whatever the network answers, it is told it is wrong.",
        ),
    ),
    "near-label-conflict": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} groups of near copies are in different classes, which teaches the network to guess.",
        ),
        QT_TRANSLATE_NOOP("core", "Look at each pair, and exclude those in the wrong class."),
        one=QT_TRANSLATE_NOOP(
            "core", "Near copies of one picture are in different classes, which teaches the network to guess."
        ),
    ),
    "near-duplicates-across-split": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} groups of near copies are in training and outside it: accuracy looks better than it is.",
        ),
        QT_TRANSLATE_NOOP("core", "Exclude the copies outside training."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "Near copies of one picture are in training and outside it: accuracy looks better than it is.",
        ),
    ),
    "exact-duplicates": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are there more than once, and so count for more than the others in training.",
        ),
        QT_TRANSLATE_NOOP("core", "Exclude the copies if they should not."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture is there more than once, and so counts for more than the others in training.",
        ),
    ),
    "near-duplicates": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} groups of pictures are nearly the same: they teach little more than one picture each.",
        ),
        QT_TRANSLATE_NOOP("core", "Keep them, or exclude all but the best of each group."),
        one=QT_TRANSLATE_NOOP(
            "core", "Some pictures are nearly the same: they teach little more than one picture."
        ),
    ),
    "unreadable": Message(
        QT_TRANSLATE_NOOP("core", "{count} files cannot be read as pictures; training goes on without them."),
        QT_TRANSLATE_NOOP("core", "Copy them again from where they came from, or leave it so."),
        one=QT_TRANSLATE_NOOP("core", "One file cannot be read as a picture; training goes on without it."),
    ),
    "too-large": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are too large to be read in reasonable time; training goes on without them.",
        ),
        QT_TRANSLATE_NOOP("core", "Save smaller copies: the network sees a few hundred pixels a side."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture is too large to be read in reasonable time; training goes on without it.",
        ),
    ),
    "extreme-shape": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are too long and thin to show anything; training goes on without them.",
        ),
        QT_TRANSLATE_NOOP("core", "Cut them into pieces that are closer to a square."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture is too long and thin to show anything; training goes on without it.",
        ),
    ),
    "no-pictures-inside": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} files hold no picture of a kind that can be read; training goes on without them.",
        ),
        QT_TRANSLATE_NOOP("core", "Save them as JPEG or PNG, or leave it so."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One file holds no picture of a kind that can be read; training goes on without it.",
        ),
    ),
    "truncated": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures break off: what is missing is plain grey, and the network learns that too.",
        ),
        QT_TRANSLATE_NOOP("core", "Copy or download them again, or exclude them."),
        one=QT_TRANSLATE_NOOP(
            "core", "One picture breaks off: what is missing is plain grey, and the network learns that too."
        ),
    ),
    "blank": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are nearly blank: nothing can be learned from them but their class by heart.",
        ),
        QT_TRANSLATE_NOOP("core", "Exclude them, unless a blank picture is what the class is about."),
        one=QT_TRANSLATE_NOOP(
            "core", "One picture is nearly blank: nothing can be learned from it but its class by heart."
        ),
    ),
    "blurred": Message(
        QT_TRANSLATE_NOOP("core", "{count} pictures are very blurred: they teach colours, and no shapes."),
        QT_TRANSLATE_NOOP("core", "Exclude them, unless the pictures to be named later are as blurred."),
        one=QT_TRANSLATE_NOOP("core", "One picture is very blurred: it teaches colours, and no shapes."),
    ),
    "tiny": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are smaller than 64 pixels: blown up, they show the network little detail.",
        ),
        QT_TRANSLATE_NOOP("core", "Find larger copies, or train at a small picture size."),
        one=QT_TRANSLATE_NOOP(
            "core", "One picture is smaller than 64 pixels: blown up, it shows the network little detail."
        ),
    ),
    "elongated": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are more than four times as long as wide: squeezed or cropped, they lose much.",
        ),
        QT_TRANSLATE_NOOP("core", "Crop them around what matters, or leave it so."),
        one=QT_TRANSLATE_NOOP(
            "core", "One picture is more than four times as long as wide: squeezed or cropped, it loses much."
        ),
    ),
    "animated": Message(
        QT_TRANSLATE_NOOP(
            "core", "{count} files hold several frames or pages; only the first of each is used."
        ),
        one=QT_TRANSLATE_NOOP("core", "One file holds several frames or pages; only the first is used."),
    ),
    "odd-mode": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures have unusual colours (16-bit, 1-bit, CMYK, Lab, see-through), now converted.",
        ),
        QT_TRANSLATE_NOOP("core", "Look whether they appear as they should."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture has unusual colours (16-bit, 1-bit, CMYK, Lab, see-through), now converted.",
        ),
    ),
    "rotated": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are stored turned or mirrored and are set upright, as their cameras noted.",
        ),
        one=QT_TRANSLATE_NOOP(
            "core", "One picture is stored turned or mirrored and is set upright, as its camera noted."
        ),
    ),
    "wrong-extension": Message(
        QT_TRANSLATE_NOOP(
            "core", "{count} files are of another format than their names say; they are read all the same."
        ),
        one=QT_TRANSLATE_NOOP(
            "core", "One file is of another format than its name says; it is read all the same."
        ),
    ),
    "class-imbalance": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{largest} has {ratio} times as many pictures as {smallest}: in doubt the network prefers it.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Add pictures of the small classes, or switch on balanced classes in the training settings.",
        ),
    ),
    "classes-too-small-to-learn": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} classes have fewer than {least} pictures to train on, too few to learn: {names}.",
        ),
        QT_TRANSLATE_NOOP("core", "Add pictures; some fifty a class are a good beginning."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One class has fewer than {least} pictures to train on, too few to learn: {names}.",
        ),
    ),
    "classes-too-small-to-validate": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} classes have under {least} pictures in validation, so their accuracy is luck: {names}.",
        ),
        QT_TRANSLATE_NOOP("core", "Add pictures, or choose a larger share for validation."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One class has under {least} pictures in validation, so its accuracy is luck: {names}.",
        ),
    ),
    "nothing-odd": Message(
        QT_TRANSLATE_NOOP("core", "Nothing odd was found in {count} pictures."),
        one=QT_TRANSLATE_NOOP("core", "Nothing odd was found in the one picture."),
    ),
}
