"""Before the meeting: whether it is the right forum, the briefing, a decision not to convene."""
