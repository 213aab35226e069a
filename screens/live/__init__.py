"""The screen of a meeting while it is held, and its collaborators."""
