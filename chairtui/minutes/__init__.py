"""Exports: minutes in several file kinds, meetings as JSON, reports, and a terminal summary."""
