"""A team's meetings on a PostgreSQL server, over psycopg: rows, encryption, schema, administration."""
