"""Which folder is no dataset, and what is odd about one that is."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

FOLDERS = {
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
}
