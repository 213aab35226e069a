"""Textual screens: one screen a file with its .tcss beside it; `panes` and `widgets` are packages of their own."""
