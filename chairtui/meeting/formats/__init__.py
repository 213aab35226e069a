"""Formats: what one body's guidance asks of a meeting, as validated data."""
