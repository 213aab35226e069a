-- Access control: reads go through row-level security, writes only through these functions. Both check session_user,
-- which SET ROLE doesn't change.

ALTER TABLE chairtui.meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE chairtui.version ENABLE ROW LEVEL SECURITY;
ALTER TABLE chairtui.member ENABLE ROW LEVEL SECURITY;

CREATE POLICY ones_own ON chairtui.member FOR SELECT USING (login = session_user);
CREATE POLICY members ON chairtui.meeting FOR SELECT USING (
  EXISTS (SELECT FROM chairtui.member WHERE member.login = session_user AND member.meeting = meeting.id)
);
CREATE POLICY members ON chairtui.version FOR SELECT USING (
  EXISTS (SELECT FROM chairtui.member WHERE member.login = session_user AND member.meeting = version.meeting)
);

-- Append versions if the meeting's position is still `_after`; return the new position, or null if another writer was
-- first. Somebody else's meeting is reported like a missing one. One PL/pgSQL function, so that its statements are planned
-- once per connection.
CREATE FUNCTION chairtui.keep(
  _meeting text, _after integer, _ids uuid[], _stages text[], _boxes bytea[], _head bytea
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _seat text;
  _position integer;
  _channel uuid;
BEGIN
  SELECT seat INTO _seat FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  IF _seat IS NULL THEN
    RAISE EXCEPTION 'no such meeting' USING ERRCODE = 'CT002';
  ELSIF _seat = 'reader' THEN
    RAISE EXCEPTION 'a reader can''t write' USING ERRCODE = 'CT003';
  END IF;
  UPDATE chairtui.meeting SET position = position + cardinality(_ids), head = _head
    WHERE id = _meeting AND position = _after RETURNING position, channel INTO _position, _channel;
  IF _position IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO chairtui.version (meeting, seq, id, stage, box)
    SELECT _meeting, _after + n, _ids[n], _stages[n], _boxes[n] FROM generate_subscripts(_ids, 1) AS n ORDER BY n;
  PERFORM pg_notify('chairtui_' || _channel, _position::text);
  RETURN _position;
END
$$;

-- Create a meeting with the caller as its chair. True if it exists now, so that a call whose answer was lost can be
-- repeated; false if another meeting has the id. (Not named `begin`: psql can't restore a dump with that name in it.)
CREATE FUNCTION chairtui.make_meeting(
  _meeting text, _wrapped bytea, _ids uuid[], _stages text[], _boxes bytea[], _head bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO chairtui.meeting (id, wrapped, position, head)
    VALUES (_meeting, _wrapped, cardinality(_ids), _head) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN EXISTS (
      SELECT FROM chairtui.meeting JOIN chairtui.version ON version.meeting = meeting.id
      WHERE meeting.id = _meeting AND made_by = session_user AND seq = 1 AND version.id = _ids[1]
    );
  END IF;
  INSERT INTO chairtui.member (meeting, login, seat) VALUES (_meeting, session_user, 'chair');
  INSERT INTO chairtui.version (meeting, seq, id, stage, box)
    SELECT _meeting, n, _ids[n], _stages[n], _boxes[n] FROM generate_subscripts(_ids, 1) AS n ORDER BY n;
  RETURN true;
END
$$;

-- A meeting's members, for its members.
CREATE FUNCTION chairtui.members(_meeting text) RETURNS TABLE (login text, seat text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT login, seat FROM chairtui.member WHERE meeting = _meeting AND EXISTS (
    SELECT FROM chairtui.member AS me WHERE me.login = session_user AND me.meeting = _meeting
  ) ORDER BY login;
$$;

-- Set or (with 'none') remove a login's seat, for the meeting's chairs, of whom one always remains. A removed member knows
-- the channel, so it is replaced.
CREATE FUNCTION chairtui.seat(_meeting text, _login text, _seat text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _channel uuid;
  _mine text;
BEGIN
  SELECT channel INTO _channel FROM chairtui.meeting WHERE id = _meeting FOR UPDATE;
  SELECT seat INTO _mine FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  IF _mine IS NULL THEN
    RAISE EXCEPTION 'no such meeting' USING ERRCODE = 'CT002';
  ELSIF _mine <> 'chair' THEN
    RAISE EXCEPTION 'only a chair decides who sits here' USING ERRCODE = 'CT004';
  ELSIF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = _login AND rolcanlogin) THEN
    RAISE EXCEPTION 'no such login' USING ERRCODE = 'CT006';
  END IF;
  IF _seat = 'none' THEN
    DELETE FROM chairtui.member WHERE meeting = _meeting AND login = _login;
    UPDATE chairtui.meeting SET channel = gen_random_uuid() WHERE id = _meeting;
    PERFORM pg_notify('chairtui_' || _channel, '');
  ELSE
    INSERT INTO chairtui.member (meeting, login, seat) VALUES (_meeting, _login, _seat)
      ON CONFLICT (login, meeting) DO UPDATE SET seat = excluded.seat;
  END IF;
  IF NOT EXISTS (SELECT FROM chairtui.member WHERE meeting = _meeting AND seat = 'chair') THEN
    RAISE EXCEPTION 'a meeting keeps a chair' USING ERRCODE = 'CT007';
  END IF;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA chairtui FROM PUBLIC;
GRANT USAGE ON SCHEMA chairtui TO chairtui_team;
GRANT SELECT ON ALL TABLES IN SCHEMA chairtui TO chairtui_team;
GRANT EXECUTE ON FUNCTION
  chairtui.keep, chairtui.make_meeting, chairtui.members, chairtui.seat
  TO chairtui_team;
