-- Check what is written to a row by a trigger instead of CHECK constraints. Those are parsed for each statement and
-- evaluated at each update, also of other columns: a fifth of what appending a line cost.

CREATE FUNCTION chairtui.refuse_malformed_meeting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.id ~ '^[a-z0-9][a-z0-9_-]{0,79}$' AND NEW.id <> 'last' AND NEW.position > 0) IS NOT TRUE THEN
    RAISE EXCEPTION 'malformed meeting' USING ERRCODE = 'CT008';
  END IF;
  RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION chairtui.refuse_malformed_meeting FROM PUBLIC;

-- Not on updates: the reference from chairtui.version keeps an id as it is, and functions only increase a position.
CREATE TRIGGER meeting_is_well_formed BEFORE INSERT ON chairtui.meeting
  FOR EACH ROW EXECUTE FUNCTION chairtui.refuse_malformed_meeting();
ALTER TABLE chairtui.meeting DROP CONSTRAINT meeting_id_check, DROP CONSTRAINT meeting_position_check;

-- The trigger closed_is_closed runs it for each version anyway.
CREATE OR REPLACE FUNCTION chairtui.refuse_after_closing() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq < 1 OR NEW.stage NOT IN ('meeting', 'closure', 'afterwards') THEN
    RAISE EXCEPTION 'malformed versions' USING ERRCODE = 'CT008';
  END IF;
  IF NEW.stage <> 'afterwards' AND EXISTS (
    SELECT FROM chairtui.version WHERE meeting = NEW.meeting AND stage = 'closure'
  ) THEN
    RAISE EXCEPTION 'this meeting is closed' USING ERRCODE = 'CT001';
  END IF;
  RETURN NEW;
END
$$;
ALTER TABLE chairtui.version DROP CONSTRAINT version_seq_check, DROP CONSTRAINT version_stage_check;
