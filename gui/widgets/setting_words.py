"""What each setting of a run is called, and what it does in plain words. Knows names of fields only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.messages import QT_TRANSLATE_NOOP
from gui.text import joined

_WORDS = {
    "epochs": (
        QT_TRANSLATE_NOOP("settings", "Epochs"),
        QT_TRANSLATE_NOOP("settings", "How many times the network sees every training picture."),
    ),
    "preprocessing.size": (
        QT_TRANSLATE_NOOP("settings", "Picture size"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Pixels along each side. Larger pictures show more and take longer: twice the side, four times.",
        ),
    ),
    "batch_size": (
        QT_TRANSLATE_NOOP("settings", "Batch"),
        QT_TRANSLATE_NOOP(
            "settings",
            "How many pictures are learned from at once. Larger batches need more memory; automatic goes by "
            "what is free.",
        ),
    ),
    "learning_rate": (
        QT_TRANSLATE_NOOP("settings", "Learning rate"),
        QT_TRANSLATE_NOOP(
            "settings", "How far each step goes. Too high and the loss jumps, too low and it crawls."
        ),
    ),
    "aux1_weight": (
        QT_TRANSLATE_NOOP("settings", "Weight of aux 1"),
        QT_TRANSLATE_NOOP("settings", "How much the loss of the first auxiliary head (after 4a) counts."),
    ),
    "aux2_weight": (
        QT_TRANSLATE_NOOP("settings", "Weight of aux 2"),
        QT_TRANSLATE_NOOP("settings", "How much the loss of the second auxiliary head (after 4d) counts."),
    ),
    "aux_heads": (
        QT_TRANSLATE_NOOP("settings", "Auxiliary heads"),
        QT_TRANSLATE_NOOP(
            "settings", "The two half-way classifiers that help while training and are dropped after."
        ),
    ),
    "architecture": (
        QT_TRANSLATE_NOOP("settings", "Architecture"),
        QT_TRANSLATE_NOOP(
            "settings",
            "paper: as published. notes: as in the study notes. modern: batch normalisation, learns fast. "
            "imagenet: the layout of torchvision's weights.",
        ),
    ),
    "optimizer": (
        QT_TRANSLATE_NOOP("settings", "Optimiser"),
        QT_TRANSLATE_NOOP("settings", "How the weights are changed after each batch."),
    ),
    "schedule": (
        QT_TRANSLATE_NOOP("settings", "Schedule"),
        QT_TRANSLATE_NOOP("settings", "How the learning rate changes in the course of the run."),
    ),
    "momentum": (
        QT_TRANSLATE_NOOP("settings", "Momentum"),
        QT_TRANSLATE_NOOP("settings", "How much of the last step is kept in the next. Used by sgd."),
    ),
    "nesterov": (
        QT_TRANSLATE_NOOP("settings", "Nesterov momentum"),
        QT_TRANSLATE_NOOP("settings", "Look ahead along the last step before taking the next. Used by sgd."),
    ),
    "weight_decay": (
        QT_TRANSLATE_NOOP("settings", "Weight decay"),
        QT_TRANSLATE_NOOP("settings", "How strongly large weights are pulled towards zero."),
    ),
    "label_smoothing": (
        QT_TRANSLATE_NOOP("settings", "Label smoothing"),
        QT_TRANSLATE_NOOP("settings", "The share of certainty that is given up, against overconfidence."),
    ),
    "ema_decay": (
        QT_TRANSLATE_NOOP("settings", "Weight averaging"),
        QT_TRANSLATE_NOOP("settings", "How slowly the averaged weights follow; 0 keeps the plain ones."),
    ),
    "train_sizes": (
        QT_TRANSLATE_NOOP("settings", "Growing sizes"),
        QT_TRANSLATE_NOOP(
            "settings", "Picture sizes of training, spread over the epochs; empty: always the same."
        ),
    ),
    "preprocessing.short_side": (
        QT_TRANSLATE_NOOP("settings", "Decoded size"),
        QT_TRANSLATE_NOOP("settings", "Pixels of the short side at which pictures are kept ready."),
    ),
    "preprocessing.resize": (
        QT_TRANSLATE_NOOP("settings", "Fitting"),
        QT_TRANSLATE_NOOP(
            "settings", "squash gives up the proportions, crop keeps them and takes the centre."
        ),
    ),
    "preprocessing.flip_average": (
        QT_TRANSLATE_NOOP("settings", "Average with the mirror image"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Each picture is named twice, once mirrored, and the mean counts: a little better, "
            "twice the time.",
        ),
    ),
    "augmentation.crop_area": (
        QT_TRANSLATE_NOOP("settings", "Smallest crop"),
        QT_TRANSLATE_NOOP(
            "settings", "The smallest share of a picture that a random crop may take; 1 keeps all."
        ),
    ),
    "augmentation.flip": (
        QT_TRANSLATE_NOOP("settings", "Mirror"),
        QT_TRANSLATE_NOOP("settings", "Half of the pictures are mirrored. Switch off for writing and signs."),
    ),
    "augmentation.brightness": (
        QT_TRANSLATE_NOOP("settings", "Brightness"),
        QT_TRANSLATE_NOOP("settings", "How much the brightness is varied, 0 to 1."),
    ),
    "augmentation.contrast": (
        QT_TRANSLATE_NOOP("settings", "Contrast"),
        QT_TRANSLATE_NOOP("settings", "How much the contrast is varied, 0 to 1."),
    ),
    "augmentation.saturation": (
        QT_TRANSLATE_NOOP("settings", "Saturation"),
        QT_TRANSLATE_NOOP("settings", "How much the colours' strength is varied, 0 to 1."),
    ),
    "augmentation.rotation": (
        QT_TRANSLATE_NOOP("settings", "Rotation"),
        QT_TRANSLATE_NOOP("settings", "By how many degrees pictures are turned, either way."),
    ),
    "augmentation.erasing": (
        QT_TRANSLATE_NOOP("settings", "Erasing"),
        QT_TRANSLATE_NOOP("settings", "How often a rectangle of the picture is blanked out, 0 to 1."),
    ),
    "augmentation.random_interpolation": (
        QT_TRANSLATE_NOOP("settings", "Vary the resizing"),
        QT_TRANSLATE_NOOP(
            "settings", "Pictures are resized now in one way, now in another, as in the paper."
        ),
    ),
    "validation_share": (
        QT_TRANSLATE_NOOP("settings", "Validation share"),
        QT_TRANSLATE_NOOP(
            "settings", "The share of the pictures that is kept to measure with, and never trained on."
        ),
    ),
    "test_share": (
        QT_TRANSLATE_NOOP("settings", "Test share"),
        QT_TRANSLATE_NOOP(
            "settings",
            "The share of the pictures that is kept for a last check on the Results page: neither trained "
            "on nor used to find the best epoch.",
        ),
    ),
    "balance_classes": (
        QT_TRANSLATE_NOOP("settings", "Balance classes"),
        QT_TRANSLATE_NOOP("settings", "Show pictures of small classes more often."),
    ),
    "patience": (
        QT_TRANSLATE_NOOP("settings", "Stop early: patience"),
        QT_TRANSLATE_NOOP(
            "settings",
            "The run ends after so many epochs in a row of which none was better. "
            "never: it goes to the last.",
        ),
    ),
    "frozen_until": (
        QT_TRANSLATE_NOOP("settings", "Freeze up to"),
        QT_TRANSLATE_NOOP(
            "settings",
            "From the input to this block nothing learns; what lies above does. Only of use where the "
            "network starts from weights that have learned something.",
        ),
    ),
    "unfreeze_epoch": (
        QT_TRANSLATE_NOOP("settings", "Unfreeze at epoch"),
        QT_TRANSLATE_NOOP("settings", "The epoch from which the frozen blocks learn too."),
    ),
    "layer_decay": (
        QT_TRANSLATE_NOOP("settings", "Rate of lower blocks"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Each block learns at this share of the rate of the block above it; 1: all at the same rate.",
        ),
    ),
    "seed": (
        QT_TRANSLATE_NOOP("settings", "Seed"),
        QT_TRANSLATE_NOOP("settings", "The same seed gives the same run."),
    ),
    "precision": (
        QT_TRANSLATE_NOOP("settings", "Precision"),
        QT_TRANSLATE_NOOP(
            "settings",
            "Numbers of 16 bits (bf16) are faster where the device has them, those of 32 (fp32) work "
            "everywhere; auto chooses.",
        ),
    ),
    "threads": (
        QT_TRANSLATE_NOOP("settings", "Threads"),
        QT_TRANSLATE_NOOP(
            "settings", "Processor threads to compute with; automatic leaves it to the computer."
        ),
    ),
}

_CHOICES = {
    "": QT_TRANSLATE_NOOP("settings", "nothing"),
    "paper": QT_TRANSLATE_NOOP("settings", "paper"),
    "notes": QT_TRANSLATE_NOOP("settings", "notes"),
    "modern": QT_TRANSLATE_NOOP("settings", "modern"),
    "constant": QT_TRANSLATE_NOOP("settings", "constant"),
    "one-cycle": QT_TRANSLATE_NOOP("settings", "one-cycle"),
    "cosine": QT_TRANSLATE_NOOP("settings", "cosine"),
    "step": QT_TRANSLATE_NOOP("settings", "step"),
    "auto": QT_TRANSLATE_NOOP("settings", "auto"),
    "squash": QT_TRANSLATE_NOOP("settings", "squash"),
    "crop": QT_TRANSLATE_NOOP("settings", "crop"),
}
"""The other choices are names, the same in every language."""

_ZEROS = {
    "batch_size": QT_TRANSLATE_NOOP("settings", "automatic"),
    "patience": QT_TRANSLATE_NOOP("settings", "never"),
    "unfreeze_epoch": QT_TRANSLATE_NOOP("settings", "never"),
    "threads": QT_TRANSLATE_NOOP("settings", "automatic"),
}

SECTIONS = {
    QT_TRANSLATE_NOOP("settings", "Network"): ("architecture", "aux_heads"),
    QT_TRANSLATE_NOOP("settings", "Learning"): (
        "optimizer",
        "schedule",
        "momentum",
        "nesterov",
        "weight_decay",
        "label_smoothing",
        "ema_decay",
        "balance_classes",
    ),
    QT_TRANSLATE_NOOP("settings", "Stopping and freezing"): (
        "patience",
        "frozen_until",
        "unfreeze_epoch",
        "layer_decay",
    ),
    QT_TRANSLATE_NOOP("settings", "Pictures"): (
        "train_sizes",
        "preprocessing.short_side",
        "preprocessing.resize",
        "preprocessing.flip_average",
        "augmentation.crop_area",
        "augmentation.flip",
        "augmentation.brightness",
        "augmentation.contrast",
        "augmentation.saturation",
        "augmentation.rotation",
        "augmentation.erasing",
        "augmentation.random_interpolation",
    ),
    QT_TRANSLATE_NOOP("settings", "Run"): ("validation_share", "test_share", "seed", "precision", "threads"),
}
"""The settings behind Advanced, in order."""

KEY_SETTINGS = ("epochs", "preprocessing.size", "batch_size", "learning_rate", "aux1_weight", "aux2_weight")
"""The few that matter, always in sight."""


def setting_title(path: str) -> str:
    return translated(_WORDS[path][0])


def setting_help(path: str) -> str:
    return translated(_WORDS[path][1])


def zero_words(path: str) -> str:
    """What 0 means where it is no number but a choice of its own; "" where it is one."""
    return translated(_ZEROS.get(path, ""))


def value_words(value: object, path: str = "") -> str:
    """The value of the setting `path` as it is shown."""
    match value:
        case int() if not isinstance(value, bool) and value == 0 and zero_words(path):
            return zero_words(path)
        case bool():
            yes, no = (
                QCoreApplication.translate("settings", "on"),
                QCoreApplication.translate("settings", "off"),
            )
            return yes if value else no
        case tuple():
            return joined(value_words(each) for each in value)
        case float():
            return f"{value:g}"
        case _:
            return translated(_CHOICES.get(str(value), str(value)))


def translated(text: str) -> str:
    return QCoreApplication.translate("settings", text)
