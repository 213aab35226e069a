-- Tables: a row for each meeting, each version of its records, and each member. Everything people typed is encrypted by
-- the client; no column says what a meeting is about.

-- Group role of the logins that may use the store.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chairtui_team') THEN
    CREATE ROLE chairtui_team NOLOGIN;
  END IF;
END
$$;

CREATE SCHEMA chairtui;

-- The migrations that have run.
CREATE TABLE chairtui.step (
  number integer PRIMARY KEY,
  name text NOT NULL,
  taken timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A single row: the store's key, wrapped by a passphrase or key file (chairtui/journal/key_file.py).
CREATE TABLE chairtui.store (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key text
);
INSERT INTO chairtui.store DEFAULT VALUES;

CREATE TABLE chairtui.meeting (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,79}$' AND id <> 'last'),
  wrapped bytea NOT NULL,                               -- the meeting's key, wrapped by the store's
  position integer NOT NULL CHECK (position > 0),       -- seq of its last version
  head bytea NOT NULL,                                  -- encrypted: list entry, and end of the hash chain
  channel uuid NOT NULL DEFAULT gen_random_uuid(),      -- NOTIFY channel, known to members only
  made_by text NOT NULL DEFAULT session_user,
  made timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 70);                               -- leaves room on the page for HOT updates

CREATE TABLE chairtui.version (
  meeting text NOT NULL REFERENCES chairtui.meeting ON DELETE CASCADE,
  seq integer NOT NULL CHECK (seq > 0),
  id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('meeting', 'closure', 'afterwards')),
  box bytea NOT NULL,                                   -- encrypted: the version
  written_by text NOT NULL DEFAULT session_user,
  written timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (meeting, seq),
  UNIQUE (meeting, id)
);

-- Ciphertext doesn't compress.
ALTER TABLE chairtui.version ALTER COLUMN box SET STORAGE EXTERNAL;

-- At most one closure.
CREATE UNIQUE INDEX version_closure ON chairtui.version (meeting) WHERE stage = 'closure';

CREATE TABLE chairtui.member (
  meeting text NOT NULL REFERENCES chairtui.meeting ON DELETE CASCADE,
  login text NOT NULL,
  seat text NOT NULL CHECK (seat IN ('chair', 'note-taker', 'reader')),
  PRIMARY KEY (login, meeting)
);
CREATE INDEX member_meeting ON chairtui.member (meeting);

-- Versions are immutable, for the owner too; the owner can delete whole meetings.
CREATE FUNCTION chairtui.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version is never changed' USING ERRCODE = 'CT005';
END
$$;

CREATE TRIGGER version_stays BEFORE UPDATE ON chairtui.version
  FOR EACH ROW EXECUTE FUNCTION chairtui.refuse_change();
CREATE TRIGGER versions_stay BEFORE TRUNCATE ON chairtui.version
  FOR EACH STATEMENT EXECUTE FUNCTION chairtui.refuse_change();

-- A closed meeting only accepts versions of the stage 'afterwards'.
CREATE FUNCTION chairtui.refuse_after_closing() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stage <> 'afterwards' AND EXISTS (
    SELECT FROM chairtui.version WHERE meeting = NEW.meeting AND stage = 'closure'
  ) THEN
    RAISE EXCEPTION 'this meeting is closed' USING ERRCODE = 'CT001';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER closed_is_closed BEFORE INSERT ON chairtui.version
  FOR EACH ROW EXECUTE FUNCTION chairtui.refuse_after_closing();
