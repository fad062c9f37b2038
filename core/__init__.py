"""Everything of Ninefold that is not a window: model, data, training, prediction. Never imports Qt."""

__version__ = "0.1.0"
