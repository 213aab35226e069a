"""Convening: scope of the format, the briefing, and decisions not to convene."""
