"""Storage of meetings: the Journal protocol, its implementations, and the session a user writes through."""
