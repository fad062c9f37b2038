"""What goes with an exported model: scripts that run without Ninefold. Each is copied as it is."""
