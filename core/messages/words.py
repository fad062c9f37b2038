"""Words for what a job is doing, and for why an answer is not sure."""

from __future__ import annotations

from collections.abc import Mapping

from core.events import Doubt, Phase
from core.messages.base import QT_TRANSLATE_NOOP

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

HEADS = {
    "main": QT_TRANSLATE_NOOP("core", "main"),
    "aux1": QT_TRANSLATE_NOOP("core", "aux 1 (4a)"),
    "aux2": QT_TRANSLATE_NOOP("core", "aux 2 (4d)"),
}
"""What the heads are called in a sentence; by their names, which are not for show."""
