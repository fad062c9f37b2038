"""Everything of Ninefold that is not a window: model, data, training, prediction. Never imports Qt."""

import os

__version__ = "0.1.0"

# Read once, when torch is imported: its threads sleep while they wait for each other. Left alone they spin
# for milliseconds, which takes the processor from the window and from the threads that decode pictures; on
# a computer that was busy otherwise, small training steps took ten times as long for it.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
