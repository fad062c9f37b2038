"""From a folder of pictures to batches of pixels. Never imports torch."""
