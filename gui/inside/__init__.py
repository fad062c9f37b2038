"""The sections of the Inside page: what each view is shown, and what it asks the session for."""
