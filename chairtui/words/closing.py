"""What is said about closing a meeting, and about a closed one."""

CLOSED = "This meeting is closed and does not change. Add an amendment instead: amend REF with a text and a reason."
