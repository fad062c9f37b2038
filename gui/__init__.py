"""The window: everything that a person sees. Holds no machine-learning logic and never imports torch."""
