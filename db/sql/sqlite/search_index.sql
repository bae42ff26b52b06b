CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(words, content='search_entry', content_rowid='row', tokenize='ascii', prefix='1')
--;
DROP TRIGGER IF EXISTS search_entry_insert
--;
CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry
BEGIN
  INSERT INTO search_index (rowid, words) VALUES (new.row, new.words);
END
--;
DROP TRIGGER IF EXISTS search_entry_delete
--;
CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry
BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.row, old.words);
END
--;
DROP TRIGGER IF EXISTS search_entry_update
--;
CREATE TRIGGER search_entry_update AFTER UPDATE ON search_entry
BEGIN
  INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.row, old.words);
  INSERT INTO search_index (rowid, words) VALUES (new.row, new.words);
END
--;
INSERT INTO search_index (search_index) VALUES ('rebuild')
