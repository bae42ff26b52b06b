-- What staff call with the owner's eyes, and what nobody but the owner reads. The functions stand in
-- a schema of their own, each with a fixed search path, so that no table of a caller's is taken for
-- one of ours. Who called is `session_user`: the name that signed in, whatever role is set.
CREATE SCHEMA IF NOT EXISTS guard
--;
-- One row: what the roles of this database begin with, and the keys in the two forms HMAC needs
-- (RFC 2104), since the server's own sha256() is all there is to make one of.
CREATE TABLE IF NOT EXISTS guard.secret (
  id int PRIMARY KEY CHECK (id = 1),
  prefix text NOT NULL,
  audit_inner bytea NOT NULL,
  audit_outer bytea NOT NULL
)
--;
CREATE OR REPLACE FUNCTION guard.keyed(inner_key bytea, outer_key bytea, message text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(outer_key || sha256(inner_key || convert_to(message, 'UTF8'))), 'hex')
$$
