-- As before, but the caller's own seat is looked at before the meeting's row is locked: to lock a row takes a transaction
-- number, by which a login without a seat could tell that there is such a meeting. It is looked at again under the lock,
-- since another chair may have taken it away meanwhile.
CREATE OR REPLACE FUNCTION chairtui.seat(_meeting text, _login text, _seat text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  _channel uuid;
  _mine text;
BEGIN
  SELECT seat INTO _mine FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  IF _mine = 'chair' THEN
    SELECT channel INTO _channel FROM chairtui.meeting WHERE id = _meeting FOR UPDATE;
    SELECT seat INTO _mine FROM chairtui.member WHERE login = session_user AND meeting = _meeting;
  END IF;
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
