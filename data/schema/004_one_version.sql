-- Append a single version, as a captured line is: with scalar arguments a call costs half of what it does with arrays, on
-- the server and in the client. As chairtui.keep otherwise.
CREATE FUNCTION chairtui.keep_one(
  _meeting text, _after integer, _id uuid, _stage text, _box bytea, _head bytea
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _seat text;
  _position integer;
  _channel uuid;
BEGIN
  IF (octet_length(_head) > 64 AND octet_length(_head) % 64 = 28) IS NOT TRUE THEN
    RAISE EXCEPTION 'malformed versions' USING ERRCODE = 'CT008';
  END IF;
  SELECT seat INTO _seat FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  IF _seat IS NULL THEN
    RAISE EXCEPTION 'no such meeting' USING ERRCODE = 'CT002';
  ELSIF _seat = 'reader' THEN
    RAISE EXCEPTION 'a reader can''t write' USING ERRCODE = 'CT003';
  END IF;
  UPDATE chairtui.meeting SET position = position + 1, head = _head
    WHERE id = _meeting AND position = _after RETURNING position, channel INTO _position, _channel;
  IF _position IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO chairtui.version (meeting, seq, id, stage, box) VALUES (_meeting, _position, _id, _stage, _box);
  PERFORM pg_notify('chairtui_' || _channel, _position::text);
  RETURN _position;
END
$$;
REVOKE ALL ON FUNCTION chairtui.keep_one FROM PUBLIC;
GRANT EXECUTE ON FUNCTION chairtui.keep_one TO chairtui_team;
