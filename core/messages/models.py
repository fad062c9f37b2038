"""What is wrong or odd with a model, and with what is asked of it."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

MODELS = {
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
    "precision-from-training": Message(
        QT_TRANSLATE_NOOP("core", "The model has learned from these pictures: of new ones it is less sure."),
        QT_TRANSLATE_NOOP("core", "Choose how right it shall be on pictures that it has not learned from."),
    ),
    "precision-out-of-reach": Message(
        QT_TRANSLATE_NOOP(
            "core", "With these {count} pictures there is no probability above which {wanted} are right."
        ),
        QT_TRANSLATE_NOOP("core", "Want less, or evaluate the model on more pictures."),
    ),
    "model-in-training": Message(
        QT_TRANSLATE_NOOP("core", "The run of {path} is being trained, which writes the model anew."),
        QT_TRANSLATE_NOOP("core", "Change the model once its training has ended."),
    ),
    "model-file-changed": Message(
        QT_TRANSLATE_NOOP("core", "The model file {path} has changed since it was evaluated."),
        QT_TRANSLATE_NOOP("core", "Evaluate it again."),
    ),
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
}
