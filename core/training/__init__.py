"""The training loop, its recipes, its checkpoints and its run folders."""
