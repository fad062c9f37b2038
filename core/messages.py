"""The English sentence of every code, once: the only prose in core.

The command line prints these; the window translates them (Qt's string extractor finds what stands inside
QT_TRANSLATE_NOOP, context "core"). A sentence is filled in with `str.format` from the data of its error
or event. `one` is the sentence for `count` == 1, where a plural reads badly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.events import Doubt, Phase


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802  (the name that Qt's extractor looks for)
    """Mark `text` for translation and return it as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """What happened in one clear sentence, and what the user can do next (empty: nothing need be done)."""

    text: str
    remedy: str = ""
    one: str = ""


MESSAGES: Mapping[str, Message] = {
    # Settings
    "bad-setting": Message(
        QT_TRANSLATE_NOOP("core", "The setting {name} cannot be {value}."),
        QT_TRANSLATE_NOOP("core", "Allowed: {allowed}."),
    ),
    "size-above-decoded": Message(
        QT_TRANSLATE_NOOP("core", "The setting {name} cannot be {value}: pictures are decoded smaller."),
        QT_TRANSLATE_NOOP("core", "Choose at most {allowed} pixels, or a larger decoded size."),
    ),
    "flip-average-alone": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "Answers cannot be averaged with the mirror image's where mirrored pictures are never learned.",
        ),
        QT_TRANSLATE_NOOP("core", "Switch mirror averaging off, or mirroring on."),
    ),
    "start-needs-architecture": Message(
        QT_TRANSLATE_NOOP("core", "The ImageNet weights do not fit the architecture {value}."),
        QT_TRANSLATE_NOOP(
            "core", "To start from them, choose the architecture imagenet; or start from something else."
        ),
    ),
    "bad-config": Message(
        QT_TRANSLATE_NOOP("core", "The settings of this run cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("core", "Start a new run with the settings of your choice."),
    ),
    # Folders
    "no-such-folder": Message(
        QT_TRANSLATE_NOOP("core", "There is no folder {path}."),
        QT_TRANSLATE_NOOP(
            "core", "Check the spelling, or connect the disk that it is on, then choose it again."
        ),
    ),
    "not-a-folder": Message(
        QT_TRANSLATE_NOOP("core", "{path} is neither a folder nor a zip or tar archive."),
        QT_TRANSLATE_NOOP("core", "Choose the folder that holds one folder of pictures for each class."),
    ),
    "folder-no-permission": Message(
        QT_TRANSLATE_NOOP("core", "You may not look into {path}."),
        QT_TRANSLATE_NOOP("core", "Change its permissions, or copy it to a folder of your own."),
    ),
    "folder-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "The folder {path} cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("core", "Check that the disk or the network folder is there, then try again."),
    ),
    "no-pictures": Message(
        QT_TRANSLATE_NOOP("core", "There is no picture in {path} that Ninefold can read."),
        QT_TRANSLATE_NOOP(
            "core", "Choose a folder with one folder of pictures (JPEG, PNG, WebP, ...) for each class."
        ),
    ),
    "only-git-lfs-pointers": Message(
        QT_TRANSLATE_NOOP("core", "{path} has only Git-LFS pointers, small texts that stand for pictures."),
        QT_TRANSLATE_NOOP("core", "Fetch the pictures themselves with: git lfs pull."),
    ),
    "one-class": Message(
        QT_TRANSLATE_NOOP("core", "There is only one class, {name}: nothing to tell apart."),
        QT_TRANSLATE_NOOP(
            "core", "Choose the folder above it, with one folder for each class: two classes at the least."
        ),
    ),
    "flat-folder": Message(
        QT_TRANSLATE_NOOP(
            "core", "The pictures in {path} are not in class folders, so nothing says what they show."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Make a folder per class (pets/cat/1.jpg, pets/dog/2.jpg), or a labels.csv with lines 1.jpg,cat.",
        ),
    ),
    "table-names-nothing": Message(
        QT_TRANSLATE_NOOP("core", "No line of the table {path} names a picture beside or below it."),
        QT_TRANSLATE_NOOP(
            "core", "Write the pictures' file names in one column, their classes in another: 1.jpg,cat."
        ),
    ),
    "too-many-classes": Message(
        QT_TRANSLATE_NOOP("core", "There are {count} folders with pictures; {limit} classes are the most."),
        QT_TRANSLATE_NOOP("core", "Choose the folder whose own folders are the classes, not one far above."),
    ),
    "table-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "The table {path} cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("core", "Close it in other programs and check its permissions, then try again."),
    ),
    "archive-damaged": Message(
        QT_TRANSLATE_NOOP(
            "core", "The archive {path} is damaged, or packed in a way that cannot be read: {detail}."
        ),
        QT_TRANSLATE_NOOP("core", "Copy or download it again, or unpack it yourself and choose the folder."),
    ),
    "archive-encrypted": Message(
        QT_TRANSLATE_NOOP("core", "The archive {path} is locked with a password."),
        QT_TRANSLATE_NOOP("core", "Unpack it yourself, then choose the folder."),
    ),
    "archive-unsafe": Message(
        QT_TRANSLATE_NOOP(
            "core", "The archive {path} wants to write outside its own folder ({name}): refused."
        ),
        QT_TRANSLATE_NOOP("core", "Do not trust it. If you do, unpack it yourself and choose the folder."),
    ),
    "archive-too-large": Message(
        QT_TRANSLATE_NOOP(
            "core", "What is in the archive {path} is too large for what the archive is: refused."
        ),
        QT_TRANSLATE_NOOP("core", "If you trust it, unpack it yourself and choose the folder."),
    ),
    "archive-too-many": Message(
        QT_TRANSLATE_NOOP("core", "The archive {path} holds more than {limit} files: refused."),
        QT_TRANSLATE_NOOP("core", "If you trust it, unpack it yourself and choose the folder."),
    ),
    "archive-no-room": Message(
        QT_TRANSLATE_NOOP("core", "There is no room on the disk to unpack {path}."),
        QT_TRANSLATE_NOOP("core", "Make room, or unpack it yourself on another disk and choose the folder."),
    ),
    "archive-not-unpacked": Message(
        QT_TRANSLATE_NOOP("core", "The archive {path} could not be unpacked: {detail}."),
        QT_TRANSLATE_NOOP("core", "Unpack it yourself, then choose the folder."),
    ),
    "record-not-kept": Message(
        QT_TRANSLATE_NOOP("core", "What you change in this dataset cannot be kept in {path}: {detail}."),
        QT_TRANSLATE_NOOP(
            "core", "Check that you may write there and that the disk has room, then try again."
        ),
    ),
    "record-set-aside": Message(
        QT_TRANSLATE_NOOP(
            "core", "What you had changed in this dataset cannot be read any more; a new record begins."
        ),
        QT_TRANSLATE_NOOP("core", "The unreadable record is kept as {path}."),
    ),
    "class-edit-leaves-one": Message(
        QT_TRANSLATE_NOOP("core", "That would leave fewer than two classes."),
        QT_TRANSLATE_NOOP("core", "Bring back another class first."),
    ),
    "class-name-taken": Message(
        QT_TRANSLATE_NOOP("core", "Another class is called {name} already."),
        QT_TRANSLATE_NOOP("core", "Choose another name, or merge the two classes."),
    ),
    "class-gone": Message(
        QT_TRANSLATE_NOOP("core", "There is no class called {name} any more."),
        QT_TRANSLATE_NOOP("core", "An earlier change renamed it, merged it or left it out: look again."),
    ),
    "class-name-too-long": Message(
        QT_TRANSLATE_NOOP("core", "The name of the class {name} has {count} bytes; {limit} are the most."),
        QT_TRANSLATE_NOOP("core", "Give the class a shorter name."),
    ),
    "class-name-empty": Message(
        QT_TRANSLATE_NOOP("core", "A class needs a name."), QT_TRANSLATE_NOOP("core", "Type one.")
    ),
    "git-lfs-pointer": Message(
        QT_TRANSLATE_NOOP("core", "The file is a Git-LFS pointer, a small text that stands for the picture."),
        QT_TRANSLATE_NOOP("core", "Fetch the picture itself with: git lfs pull."),
    ),
    "broken-link": Message(
        QT_TRANSLATE_NOOP("core", "The link leads nowhere."),
        QT_TRANSLATE_NOOP("core", "Put the file back where the link leads, or leave it out."),
    ),
    "link-in-archive": Message(
        QT_TRANSLATE_NOOP("core", "This is a link or a device in an archive, which is not unpacked."),
        QT_TRANSLATE_NOOP("core", "Pack the picture itself in its place."),
    ),
    "twice-in-archive": Message(
        QT_TRANSLATE_NOOP("core", "The archive has this name twice; only the first was unpacked."),
        QT_TRANSLATE_NOOP("core", "Rename one of the two and pack the archive again."),
    ),
    "name-not-possible": Message(
        QT_TRANSLATE_NOOP("core", "This computer cannot have a file of this name."),
        QT_TRANSLATE_NOOP("core", "Rename it and pack the archive again."),
    ),
    "table-file-missing": Message(
        QT_TRANSLATE_NOOP("core", "The table names this file, but it is not there."),
        QT_TRANSLATE_NOOP("core", "Put it beside the table, or take its line out."),
    ),
    "table-file-outside": Message(
        QT_TRANSLATE_NOOP("core", "The table names this file outside the table's own folder."),
        QT_TRANSLATE_NOOP("core", "Move the pictures beside the table, and name them from there."),
    ),
    # What a folder is like
    "class-spellings-merged": Message(
        QT_TRANSLATE_NOOP(
            "core", "{count} classes each stand in several Unicode spellings and were joined: {names}."
        ),
        one=QT_TRANSLATE_NOOP(
            "core", "One class stands in several Unicode spellings and was joined: {names}."
        ),
    ),
    "class-names-recoded": Message(
        QT_TRANSLATE_NOOP("core", "{count} class names were no valid Unicode and are shown as: {names}."),
        one=QT_TRANSLATE_NOOP("core", "One class name was no valid Unicode and is shown as: {names}."),
    ),
    "classes-differ-in-case": Message(
        QT_TRANSLATE_NOOP("core", "These classes differ only in capital letters, and stay apart: {names}."),
        QT_TRANSLATE_NOOP("core", "If they are meant as one, merge them."),
    ),
    "classes-found-inside": Message(
        QT_TRANSLATE_NOOP("core", "The class folders were found further in, in {folder}."),
    ),
    "class-folders-empty": Message(
        QT_TRANSLATE_NOOP("core", "{count} folders hold no picture and are no classes: {names}."),
        one=QT_TRANSLATE_NOOP("core", "One folder holds no picture and is no class: {names}."),
    ),
    "labels-from-table": Message(
        QT_TRANSLATE_NOOP("core", "The classes of {count} pictures come from the table {name}."),
    ),
    "pictures-without-class": Message(
        QT_TRANSLATE_NOOP("core", "{count} pictures belong to no class and are left out of training."),
        QT_TRANSLATE_NOOP("core", "Move them into class folders, if they are meant to be learnt."),
        one=QT_TRANSLATE_NOOP("core", "One picture belongs to no class and is left out of training."),
    ),
    "folders-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "{count} folders cannot be read; what is in them is left out."),
        QT_TRANSLATE_NOOP("core", "Change their permissions, then open the folder again."),
        one=QT_TRANSLATE_NOOP("core", "One folder cannot be read; what is in it is left out."),
    ),
    "links-not-followed": Message(
        QT_TRANSLATE_NOOP("core", "{count} links lead back to folders seen already and were not followed."),
        one=QT_TRANSLATE_NOOP("core", "One link leads back to a folder seen already and was not followed."),
    ),
    "files-ignored": Message(
        QT_TRANSLATE_NOOP("core", "{count} files are no pictures and were passed over."),
        one=QT_TRANSLATE_NOOP("core", "One file is no picture and was passed over."),
    ),
    "near-duplicate-bridges-sides": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} new pictures nearly repeat some in training and in validation: they go to training.",
        ),
        QT_TRANSLATE_NOOP("core", "Exclude the copies in validation, which the network has as good as seen."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One new picture nearly repeats one in training and one in validation: it goes to training.",
        ),
    ),
    "same-picture-on-both-sides": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{count} pictures are in several of train, val and test: all copies of one are used on one side.",
        ),
        QT_TRANSLATE_NOOP("core", "Delete the copies in one of the parts."),
        one=QT_TRANSLATE_NOOP(
            "core",
            "One picture is in several of train, val and test: all its copies are used on one side.",
        ),
    ),
    "class-without-training": Message(
        QT_TRANSLATE_NOOP("core", "{count} classes have no picture to train on: {names}."),
        QT_TRANSLATE_NOOP("core", "Add pictures of them, or leave these classes out."),
        one=QT_TRANSLATE_NOOP("core", "One class has no picture to train on: {names}."),
    ),
    "class-without-validation": Message(
        QT_TRANSLATE_NOOP(
            "core", "{count} classes have no picture in validation, so nobody knows how they do: {names}."
        ),
        QT_TRANSLATE_NOOP("core", "Give each class two different pictures at the least; better, twenty."),
        one=QT_TRANSLATE_NOOP(
            "core", "One class has no picture in validation, so nobody knows how it does: {names}."
        ),
    ),
    "too-few-classes-left": Message(
        QT_TRANSLATE_NOOP(
            "core", "After your changes fewer than two classes are left: nothing can be trained."
        ),
        QT_TRANSLATE_NOOP("core", "Undo some of the changes, or bring classes back."),
    ),
    # Pictures
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
    # Findings of the check
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
    # Runs and training
    "no-training-pictures": Message(
        QT_TRANSLATE_NOOP("core", "There is no usable picture to train on."),
        QT_TRANSLATE_NOOP("core", "Add pictures to the folder of each class; ten a class are a beginning."),
    ),
    "no-validation-pictures": Message(
        QT_TRANSLATE_NOOP("core", "There is no usable picture left to measure what the network has learned."),
        QT_TRANSLATE_NOOP("core", "Add pictures, or choose a larger share for validation."),
    ),
    "folder-gone": Message(
        QT_TRANSLATE_NOOP(
            "core", "The folder {path} is gone; training waits for it, and what it learned is saved."
        ),
        QT_TRANSLATE_NOOP(
            "core", "Bring the folder back (plug the drive in again) and training goes on by itself."
        ),
    ),
    "no-such-run": Message(
        QT_TRANSLATE_NOOP("core", "There is no run in {run}."),
        QT_TRANSLATE_NOOP("core", "Choose a folder that an earlier training made; it holds a config.json."),
    ),
    "no-display": Message(
        QT_TRANSLATE_NOOP("core", "There is no screen here that the window could open on."),
        QT_TRANSLATE_NOOP("core", "The command line works without one: ninefold --help."),
    ),
    "run-locked": Message(
        QT_TRANSLATE_NOOP("core", "The run in {run} is being written by another Ninefold just now."),
        QT_TRANSLATE_NOOP("core", "Stop that one first, or start a new run."),
    ),
    "run-folder-taken": Message(
        QT_TRANSLATE_NOOP("core", "The folder {run} holds other files already."),
        QT_TRANSLATE_NOOP("core", "Choose an empty or a new folder, or continue the run that is in it."),
    ),
    "run-inside-data": Message(
        QT_TRANSLATE_NOOP("core", "The run cannot be kept in {run}: that is inside your folder of pictures."),
        QT_TRANSLATE_NOOP("core", "Choose a folder outside {data}; Ninefold never writes to your pictures."),
    ),
    "run-not-writable": Message(
        QT_TRANSLATE_NOOP("core", "The run cannot be written to {run}: {detail}."),
        QT_TRANSLATE_NOOP("core", "Choose another folder for it, or allow writing to this one."),
    ),
    "checkpoint-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "The run cannot go on: its checkpoint {path} is damaged."),
        QT_TRANSLATE_NOOP(
            "core", "Start a new run. A model that was kept in the run's folder can still be used."
        ),
    ),
    "classes-changed": Message(
        QT_TRANSLATE_NOOP(
            "core", "The run cannot go on: it learned the classes {before}, and the folder now has {after}."
        ),
        QT_TRANSLATE_NOOP("core", "Bring the classes back as they were, or start a new run."),
    ),
    "settings-changed": Message(
        QT_TRANSLATE_NOOP("core", "The run cannot go on: its config.json was changed in {names}."),
        QT_TRANSLATE_NOOP("core", "Change it back, or start a new run with the new settings."),
    ),
    "pictures-changed": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The pictures have changed since this run was stopped; epoch {epoch} begins again with them.",
        ),
        QT_TRANSLATE_NOOP("core", "For figures that compare fairly with the earlier ones, start a new run."),
    ),
    "loss-not-finite": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The training went out of bounds in epoch {epoch}, step {step}: the loss is no number any more.",
        ),
        QT_TRANSLATE_NOOP("core", "Start again with a learning rate below {rate}; half of it is a good try."),
    ),
    "rate-halved": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "In epoch {epoch}, step {step} the loss was no number any more: training went back to its last "
            "checkpoint, at half the learning rate ({rate}).",
        ),
        QT_TRANSLATE_NOOP("core", "Training goes on. Begin the next run with that learning rate."),
    ),
    "batch-chosen": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "A batch has {batch_size} pictures: more do not fit into the {free_mb} MB of free memory.",
        ),
        QT_TRANSLATE_NOOP("core", "For larger batches close other programs, or choose smaller pictures."),
    ),
    "batch-halved": Message(
        QT_TRANSLATE_NOOP(
            "core", "The memory of {device} is full: a batch has {batch_size} pictures now, not {before}."
        ),
        QT_TRANSLATE_NOOP("core", "Training goes on. Begin the next run with batches of that size."),
    ),
    "not-while-running": Message(
        QT_TRANSLATE_NOOP("core", "The setting {name} cannot be changed while a run goes on."),
        QT_TRANSLATE_NOOP("core", "Start a new run with it. These can be changed: {allowed}."),
    ),
    "head-at-chance": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The head {head} has learned nothing in {steps} steps: its loss stands at {loss}, "
            "and guessing among {classes} classes has {chance}.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Try another learning rate (a tenth first) or the architecture modern, "
            "and see whether the pictures are in the right classes.",
        ),
    ),
    "one-answer": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "After epoch {epoch}, {percent} % of the validation pictures are taken for {name}, "
            "whatever they show.",
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Give it more epochs; if that does not help, lower the learning rate or balance the classes.",
        ),
    ),
    "far-from-validation": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The network learns its pictures by heart: after epoch {epoch} its loss is {training} on them "
            "and {validation} on pictures that it has not seen.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "Add pictures, strengthen the augmentation, or stop: the best model so far is kept."
        ),
    ),
    "stopped-early": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "Training ended early, after epoch {epoch}: "
            "in the last {patience} epochs none was better than epoch {best_epoch}.",
        ),
        QT_TRANSLATE_NOOP("core", "The best model is kept. For a longer try, set patience higher."),
    ),
    "started-from": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "It starts from {source} (architecture {architecture}): {kept} layers are kept as they are; new "
            "are {new}.",
        ),
    ),
    "frozen-random": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The blocks up to {block} are held still although their weights are random: they know nothing.",
        ),
        QT_TRANSLATE_NOOP("core", "Start from weights that have learned something, or hold nothing still."),
    ),
    "unfrozen": Message(
        QT_TRANSLATE_NOOP("core", "From epoch {epoch} on the blocks up to {block} learn too."),
    ),
    # Model files
    "model-without-heads": Message(
        QT_TRANSLATE_NOOP("core", "This model has no auxiliary heads, whose answers are compared here."),
        QT_TRANSLATE_NOOP("core", "Choose a model that was trained with them."),
    ),
    "imagenet-missing": Message(
        QT_TRANSLATE_NOOP("core", "The ImageNet weights are not on this computer."),
        QT_TRANSLATE_NOOP(
            "core",
            "Have the window fetch them, put torchvision's googlenet-1378be20.pth into {folder}, or start "
            "from a model of your own.",
        ),
    ),
    "model-file-missing": Message(
        QT_TRANSLATE_NOOP("core", "There is no model file {path}."),
        QT_TRANSLATE_NOOP("core", "Choose a model that Ninefold saved, such as a run's best.safetensors."),
    ),
    "model-file-unreadable": Message(
        QT_TRANSLATE_NOOP("core", "The model file {path} cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("core", "Check that you may read the file, or copy it to another place."),
    ),
    "model-file-pickle": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "{path} is a pickled file, which could run code: Ninefold never opens one.",
        ),
        QT_TRANSLATE_NOOP("core", "Choose a model that Ninefold saved, such as a run's best.safetensors."),
    ),
    "model-file-foreign": Message(
        QT_TRANSLATE_NOOP("core", "{path} is no model that Ninefold saved."),
        QT_TRANSLATE_NOOP("core", "Choose a model that Ninefold saved, such as a run's best.safetensors."),
    ),
    "model-file-newer": Message(
        QT_TRANSLATE_NOOP("core", "The model {path} was saved by a newer Ninefold (format {version})."),
        QT_TRANSLATE_NOOP("core", "Install the newest Ninefold, then open the model again."),
    ),
    "model-file-truncated": Message(
        QT_TRANSLATE_NOOP("core", "The model file {path} ends too early: a part of it is missing."),
        QT_TRANSLATE_NOOP("core", "Copy or download it again from where it came from."),
    ),
    "model-file-damaged": Message(
        QT_TRANSLATE_NOOP("core", "The model file {path} is damaged: {detail}."),
        QT_TRANSLATE_NOOP("core", "Copy it again from where it came from, or choose another model."),
    ),
    "bad-model-header": Message(
        QT_TRANSLATE_NOOP("core", "This cannot be saved as a model: {detail}."),
        QT_TRANSLATE_NOOP("core", "Change the names of the classes, or start a new run."),
    ),
    "export-disagrees": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The exported model differs from this one by {difference} in a probability, on {path}: refused.",
        ),
        QT_TRANSLATE_NOOP("core", "Report it with the model, and use the model file itself meanwhile."),
    ),
    "export-target-taken": Message(
        QT_TRANSLATE_NOOP("core", "{path} is there already and is no export of Ninefold."),
        QT_TRANSLATE_NOOP("core", "Choose another name, or an empty folder."),
    ),
    "int8-without-pictures": Message(
        QT_TRANSLATE_NOOP("core", "8-bit numbers are fitted to pictures, and there are none to fit them to."),
        QT_TRANSLATE_NOOP("core", "Name a folder of pictures such as the model is for."),
    ),
    "export-unchecked": Message(
        QT_TRANSLATE_NOOP("core", "The exported model was compared with this one on drawn patterns alone."),
        QT_TRANSLATE_NOOP("core", "Name a folder of pictures to compare them on what they are for."),
    ),
    "onnx-missing": Message(
        QT_TRANSLATE_NOOP("core", "A part that ONNX needs is missing: {detail}."),
        QT_TRANSLATE_NOOP("core", "Install it with: pip install onnx onnxruntime."),
    ),
    "weights-do-not-fit": Message(
        QT_TRANSLATE_NOOP("core", "These weights do not fit this network: it needs {expected}, not {found}."),
        QT_TRANSLATE_NOOP("core", "Choose weights for the same architecture."),
    ),
    "weights-file-other": Message(
        QT_TRANSLATE_NOOP(
            "core", "{path} has no GoogLeNet that Ninefold knows: expected {expected}, found {found}."
        ),
        QT_TRANSLATE_NOOP(
            "core",
            "Choose torchvision's GoogLeNet weights, the study notes' ones, or a model of your own.",
        ),
    ),
    "weights-file-code": Message(
        QT_TRANSLATE_NOOP(
            "core", "{path} holds more than plain tensors, which could run code: Ninefold does not open it."
        ),
        QT_TRANSLATE_NOOP(
            "core", "Where it was made, save the weights alone: torch.save(model.state_dict(), file)."
        ),
    ),
    "weights-file-too-large": Message(
        QT_TRANSLATE_NOOP(
            "core", "{path} takes {size_mb} MB to read; a file of weights has {limit_mb} MB at the most."
        ),
        QT_TRANSLATE_NOOP("core", "Choose a file that holds the weights of a GoogLeNet and nothing else."),
    ),
    "class-names-unusable": Message(
        QT_TRANSLATE_NOOP("core", "The names of the classes in {path} cannot be used: {detail}."),
        QT_TRANSLATE_NOOP("core", "Put the list that belongs to the weights there, or move it elsewhere."),
    ),
    # Prediction
    "none-classified": Message(
        QT_TRANSLATE_NOOP("core", "None of the {count} files could be named, the last because: {reason}"),
        one=QT_TRANSLATE_NOOP("core", "{path} could not be named: {reason}"),
    ),
    # Evaluation
    "no-class-in-common": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The model and {folder} have no class in common: it knows {model}, and the folder has {found}.",
        ),
        QT_TRANSLATE_NOOP("core", "Name the folder's classes as the model does, or choose another model."),
    ),
    "nothing-to-evaluate": Message(
        QT_TRANSLATE_NOOP("core", "There is no picture to evaluate with in this part of the folder."),
        QT_TRANSLATE_NOOP("core", "Choose another part, or a folder with one sub-folder per class."),
    ),
    "classes-not-in-model": Message(
        QT_TRANSLATE_NOOP("core", "{count} pictures are left out: the model does not know {names}."),
        QT_TRANSLATE_NOOP("core", "Train anew with these classes, if they are to be named."),
        one=QT_TRANSLATE_NOOP("core", "A picture is left out: the model does not know {names}."),
    ),
    "classes-not-in-folder": Message(
        QT_TRANSLATE_NOOP("core", "There is no picture of {names}: nothing can be said of that."),
        QT_TRANSLATE_NOOP("core", "Add pictures of it, for figures that hold for all that the model knows."),
    ),
    "evaluated-on-training": Message(
        QT_TRANSLATE_NOOP("core", "The model has learned from these pictures: the figures flatter it."),
        QT_TRANSLATE_NOOP("core", "Look at the validation part for what it does with new pictures."),
    ),
    "nothing-to-classify": Message(
        QT_TRANSLATE_NOOP("core", "There is no picture to name: the folder is empty."),
        QT_TRANSLATE_NOOP("core", "Give a picture, or a folder with pictures in it."),
    ),
    # Resources
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

PHASES: Mapping[Phase, str] = {
    Phase.SCANNING: QT_TRANSLATE_NOOP("core", "Looking through the folder"),
    Phase.UNPACKING: QT_TRANSLATE_NOOP("core", "Unpacking"),
    Phase.DRAWING: QT_TRANSLATE_NOOP("core", "Drawing the sample"),
    Phase.DOWNLOADING: QT_TRANSLATE_NOOP("core", "Fetching the ImageNet weights"),
    Phase.READING: QT_TRANSLATE_NOOP("core", "Reading pictures"),
    Phase.CHECKING: QT_TRANSLATE_NOOP("core", "Checking pictures"),
    Phase.PREPARING: QT_TRANSLATE_NOOP("core", "Preparing"),
    Phase.MEASURING: QT_TRANSLATE_NOOP("core", "Measuring the speed of this computer"),
    Phase.TRYING_RATES: QT_TRANSLATE_NOOP("core", "Trying learning rates"),
    Phase.FEATURES: QT_TRANSLATE_NOOP("core", "Working out what the frozen blocks see"),
    Phase.FIRST_BATCH: QT_TRANSLATE_NOOP("core", "Working on the first batch"),
    Phase.TRAINING: QT_TRANSLATE_NOOP("core", "Training"),
    Phase.DECODING: QT_TRANSLATE_NOOP("core", "Decoding pictures"),
    Phase.VALIDATING: QT_TRANSLATE_NOOP("core", "Validating"),
    Phase.SAVING: QT_TRANSLATE_NOOP("core", "Saving"),
    Phase.LOADING_MODEL: QT_TRANSLATE_NOOP("core", "Loading the model"),
    Phase.CLASSIFYING: QT_TRANSLATE_NOOP("core", "Naming pictures"),
    Phase.COPYING: QT_TRANSLATE_NOOP("core", "Copying pictures"),
    Phase.HEAT_MAPS: QT_TRANSLATE_NOOP("core", "Drawing heat maps"),
    Phase.EXPORTING: QT_TRANSLATE_NOOP("core", "Exporting the model"),
    Phase.CHECKING_EXPORT: QT_TRANSLATE_NOOP("core", "Checking what was exported"),
    Phase.MOVING: QT_TRANSLATE_NOOP("core", "Moving files"),
    Phase.EVALUATING: QT_TRANSLATE_NOOP("core", "Asking the model"),
    Phase.INDEXING: QT_TRANSLATE_NOOP("core", "Showing the network all pictures"),
    Phase.CROSS_CHECKING: QT_TRANSLATE_NOOP("core", "Comparing the folders with second opinions"),
}

DOUBTS: Mapping[Doubt, str] = {
    Doubt.LOW_CONFIDENCE: QT_TRANSLATE_NOOP("core", "not sure: too close to other classes"),
    Doubt.UNLIKE_TRAINING: QT_TRANSLATE_NOOP("core", "not sure: unlike the pictures that it learned from"),
}


def message(code: str) -> Message:
    """The message of `code`. A code without one is a bug, and raises KeyError."""
    return MESSAGES[code]


def sentence(code: str, data: Mapping[str, Any]) -> str:
    """What happened, in English."""
    entry = message(code)
    return (entry.one if entry.one and data.get("count") == 1 else entry.text).format(**data)


def remedy(code: str, data: Mapping[str, Any]) -> str:
    """What to do next, in English; "" where nothing need be done."""
    return message(code).remedy.format(**data)
