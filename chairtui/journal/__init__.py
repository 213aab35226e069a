"""How meetings are kept: the Journal protocol, what implements it, and the seat a person works from."""
