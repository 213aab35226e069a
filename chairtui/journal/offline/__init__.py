"""Capture goes on while the store's server is away: what was captured waits on this computer, and goes up in order."""
