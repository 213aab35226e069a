-- Where meetings are kept: a row for each meeting, one for each of its versions, one for each person at the table.
-- What people typed is sealed before it comes here; nothing in these columns says what a meeting is about.

-- The logins that may use the store are members of this role, which nobody logs in as.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chairtui_team') THEN
    CREATE ROLE chairtui_team NOLOGIN;
  END IF;
END
$$;

CREATE SCHEMA chairtui;

-- Which of these files the database has been through.
CREATE TABLE chairtui.step (
  number integer PRIMARY KEY,
  name text NOT NULL,
  taken timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One row: the store's key, wrapped by the team's passphrase or key file (chairtui/journal/key_file.py).
CREATE TABLE chairtui.store (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  key text
);
INSERT INTO chairtui.store DEFAULT VALUES;

CREATE TABLE chairtui.meeting (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,79}$' AND id <> 'last'),
  wrapped bytea NOT NULL,                               -- the meeting's key, wrapped by the store's
  position integer NOT NULL CHECK (position > 0),       -- the seq of its last version
  head bytea NOT NULL,                                  -- sealed: what a list shows, and the sum over all boxes
  channel uuid NOT NULL DEFAULT gen_random_uuid(),      -- where its news are told; known to its members only
  made_by text NOT NULL DEFAULT session_user,
  made timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 70);                               -- room on the page for the row's next head

CREATE TABLE chairtui.version (
  meeting text NOT NULL REFERENCES chairtui.meeting ON DELETE CASCADE,
  seq integer NOT NULL CHECK (seq > 0),
  id uuid NOT NULL,
  stage text NOT NULL CHECK (stage IN ('meeting', 'closure', 'afterwards')),
  box bytea NOT NULL,                                   -- sealed: the version itself
  written_by text NOT NULL DEFAULT session_user,
  written timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (meeting, seq),
  UNIQUE (meeting, id)
);

-- What is sealed can't be made smaller.
ALTER TABLE chairtui.version ALTER COLUMN box SET STORAGE EXTERNAL;

-- A meeting closes once.
CREATE UNIQUE INDEX version_closure ON chairtui.version (meeting) WHERE stage = 'closure';

CREATE TABLE chairtui.member (
  meeting text NOT NULL REFERENCES chairtui.meeting ON DELETE CASCADE,
  login text NOT NULL,
  seat text NOT NULL CHECK (seat IN ('chair', 'note-taker', 'reader')),
  PRIMARY KEY (login, meeting)
);
CREATE INDEX member_meeting ON chairtui.member (meeting);

-- What was said stays as it was said, also for whoever owns these tables; whole meetings can be removed by the owner.
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

-- After its closure a meeting takes amendments, and what else comes afterwards, and nothing else.
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
