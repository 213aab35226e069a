"""The live meeting: its screen, and what its keys do."""
