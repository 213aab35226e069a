"""Meetings on a PostgreSQL server, for a team: the journal over psycopg, its rows, its schema."""
