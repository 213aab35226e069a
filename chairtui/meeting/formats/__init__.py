"""Formats: what a body's guidance asks of a meeting, as validated data."""
