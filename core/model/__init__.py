"""The model: the paper's table as data, the network built from it, and its file."""
