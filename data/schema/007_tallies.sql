-- What a report counts of each closed meeting, for logins that count without reading: numbers, days, ids of the format and
-- names of agencies, not encrypted. Seats write it once a login has the role chairtui_quality, and not before.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chairtui_quality') THEN
    CREATE ROLE chairtui_quality NOLOGIN;
  END IF;
END
$$;

CREATE TABLE chairtui.tally (
  meeting text PRIMARY KEY REFERENCES chairtui.meeting ON DELETE CASCADE,
  position integer NOT NULL CHECK (position > 0),       -- seq of the version it was counted at
  held date NOT NULL,
  agencies text[] NOT NULL,                             -- counted refers to them by number, from 1
  counted jsonb NOT NULL
);

-- Nobody is granted anything on the table: it is written and read through the functions below.
ALTER TABLE chairtui.tally ENABLE ROW LEVEL SECURITY;

-- Whether any login has the role. Who made it has some hold on it from PostgreSQL 16 on.
CREATE FUNCTION chairtui.is_counted() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM pg_auth_members WHERE roleid = 'chairtui_quality'::regrole
      AND member <> (SELECT relowner FROM pg_class WHERE oid = 'chairtui.tally'::regclass)
  );
$$;

-- Keep the tally of a closed meeting as it was at a position, for those who may write to it. Text in it can't be a
-- sentence: only ids of the format, dates, and the marks of the program.
CREATE FUNCTION chairtui.count_meeting(
  _meeting text, _position integer, _held date, _agencies text[], _counted jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _seat text;
BEGIN
  SELECT seat INTO _seat FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  IF _seat IS NULL THEN
    RAISE EXCEPTION 'no such meeting' USING ERRCODE = 'CT002';
  ELSIF _seat = 'reader' THEN
    RAISE EXCEPTION 'a reader can''t write' USING ERRCODE = 'CT003';
  ELSIF (
    octet_length(_counted::text) <= 100000 AND jsonb_typeof(_counted) = 'object'
    AND octet_length(_agencies::text) <= 20000 AND NOT EXISTS (SELECT FROM unnest(_agencies) AS a WHERE a ~ '[[:cntrl:]]')
    AND NOT jsonb_path_exists(
      _counted,
      '$.** ? (@.type() == "string" && !(@ like_regex "^([A-Za-z0-9:._-]{1,80}|not sent|not asked)$"))'
    )
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'malformed tally' USING ERRCODE = 'CT008';
  END IF;
  IF chairtui.is_counted() THEN
    INSERT INTO chairtui.tally (meeting, position, held, agencies, counted)
      SELECT _meeting, _position, _held, _agencies, _counted FROM chairtui.meeting
      WHERE id = _meeting AND position >= _position
        AND EXISTS (SELECT FROM chairtui.version WHERE version.meeting = _meeting AND stage = 'closure')
      ON CONFLICT (meeting) DO UPDATE
        SET position = excluded.position, held = excluded.held, agencies = excluded.agencies, counted = excluded.counted
        WHERE tally.position <= excluded.position;
  END IF;
END
$$;

-- The closed meetings that the caller may write to and whose tally is missing or was counted before their last version.
CREATE FUNCTION chairtui.uncounted() RETURNS TABLE (meeting text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT meeting.id FROM chairtui.member
    JOIN chairtui.meeting ON meeting.id = member.meeting
    JOIN chairtui.version ON version.meeting = meeting.id AND version.stage = 'closure'
    LEFT JOIN chairtui.tally ON tally.meeting = meeting.id
  WHERE member.login = session_user AND member.seat <> 'reader' AND chairtui.is_counted()
    AND (tally.position IS NULL OR tally.position < meeting.position)
  ORDER BY meeting.id;
$$;

-- The tallies of a period, without the meetings' ids. The name of an agency that fewer than five meetings have is left
-- out: it may be somebody's.
CREATE FUNCTION chairtui.tallies(_from date, _until date)
RETURNS TABLE (held date, agencies text[], counted jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _common text[];
BEGIN
  IF NOT pg_has_role(session_user, 'chairtui_quality', 'USAGE') THEN
    RAISE EXCEPTION 'no quality role' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Once, and not for each row.
  _common := ARRAY(
    SELECT lower(btrim(a)) FROM chairtui.tally AS t, unnest(t.agencies) AS a
    GROUP BY 1 HAVING count(DISTINCT t.meeting) >= 5
  );
  RETURN QUERY
    SELECT t.held, ARRAY(
      SELECT CASE WHEN lower(btrim(a)) = ANY (_common) THEN a ELSE '' END
      FROM unnest(t.agencies) WITH ORDINALITY AS u (a, n) ORDER BY n
    ), t.counted
    FROM chairtui.tally AS t
    WHERE (_from IS NULL OR t.held >= _from) AND (_until IS NULL OR t.held <= _until)
    ORDER BY t.held, md5(t.counted::text);
END
$$;

REVOKE ALL ON FUNCTION
  chairtui.is_counted, chairtui.count_meeting, chairtui.uncounted, chairtui.tallies FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chairtui.is_counted, chairtui.count_meeting, chairtui.uncounted TO chairtui_team;
GRANT USAGE ON SCHEMA chairtui TO chairtui_quality;
GRANT SELECT ON chairtui.step TO chairtui_quality;
GRANT EXECUTE ON FUNCTION chairtui.tallies TO chairtui_quality;
