"""What is wrong or odd with settings, runs and training."""

from __future__ import annotations

from core.messages.base import QT_TRANSLATE_NOOP, Message

TRAINING = {
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
    "batch-may-not-fit": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "A batch of {batch_size} needs some {needed_mb} MB of memory, and {free_mb} MB are free: the "
            "system may end Ninefold.",
        ),
        QT_TRANSLATE_NOOP(
            "core", "Close other programs, or choose smaller pictures or a smaller batch; 0 is automatic."
        ),
    ),
    "batch-halved": Message(
        QT_TRANSLATE_NOOP(
            "core", "The memory of {device} is full: a batch has {batch_size} pictures now, not {before}."
        ),
        QT_TRANSLATE_NOOP("core", "Training goes on. Begin the next run with batches of that size."),
    ),
    "batch-too-large": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "The memory of {device} has no room for batches of {before} pictures; {batch_size} are tried.",
        ),
        QT_TRANSLATE_NOOP("core", "Choose a batch of that size, or smaller pictures."),
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
    "started-whole": Message(
        QT_TRANSLATE_NOOP(
            "core",
            "It starts from {source} (architecture {architecture}): all {kept} layers are kept, since the "
            "classes are the same.",
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
}
