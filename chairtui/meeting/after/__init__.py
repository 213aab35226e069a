"""After the meeting: follow-up of actions, distribution of copies, the next meeting."""
