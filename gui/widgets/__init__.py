"""The parts that pages are made of. They know the theme, and neither the session nor a page."""
