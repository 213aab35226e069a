"""Help for the chair while the meeting runs: attendance, who has spoken, group size."""
