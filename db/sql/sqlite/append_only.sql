DROP TRIGGER IF EXISTS audit_entry_no_update
--;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'audit_entry is append-only');
END
--;
DROP TRIGGER IF EXISTS audit_entry_no_delete
--;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
  SELECT RAISE(ABORT, 'audit_entry is append-only');
END
--;
DROP TRIGGER IF EXISTS event_no_update
--;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END
--;
DROP TRIGGER IF EXISTS event_no_delete
--;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END
