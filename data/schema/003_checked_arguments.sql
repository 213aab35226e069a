-- Refuse malformed calls: without versions, with arrays of different lengths, with array bounds other than 1, or with a
-- head that can't be one. Such a call could replace a closed meeting's head without leaving a row behind, or write rows
-- past its position. Whether a head of the right size decrypts only clients can tell; whoever writes one leaves at least
-- one row, with their login, and the owner can have it rebuilt from the rows.

CREATE FUNCTION chairtui.refuse_malformed(_ids uuid[], _stages text[], _boxes bytea[], _head bytea) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Ciphertexts are 12 bytes of nonce, text padded to multiples of 64, and 16 bytes of tag. An empty array has no bounds.
  IF (
    array_ndims(_ids) = 1 AND array_ndims(_stages) = 1 AND array_ndims(_boxes) = 1
    AND array_lower(_ids, 1) = 1 AND array_lower(_stages, 1) = 1 AND array_lower(_boxes, 1) = 1
    AND cardinality(_stages) = cardinality(_ids) AND cardinality(_boxes) = cardinality(_ids)
    AND octet_length(_head) > 64 AND octet_length(_head) % 64 = 28
  ) IS NOT TRUE THEN
    RAISE EXCEPTION 'malformed versions' USING ERRCODE = 'CT008';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION chairtui.refuse_malformed FROM PUBLIC;

CREATE OR REPLACE FUNCTION chairtui.keep(
  _meeting text, _after integer, _ids uuid[], _stages text[], _boxes bytea[], _head bytea
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _seat text;
  _position integer;
  _channel uuid;
BEGIN
  PERFORM chairtui.refuse_malformed(_ids, _stages, _boxes, _head);
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

CREATE OR REPLACE FUNCTION chairtui.make_meeting(
  _meeting text, _wrapped bytea, _ids uuid[], _stages text[], _boxes bytea[], _head bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM chairtui.refuse_malformed(_ids, _stages, _boxes, _head);
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
