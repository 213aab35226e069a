"""Dates: reading them from words, counting working days, showing them the British way."""
