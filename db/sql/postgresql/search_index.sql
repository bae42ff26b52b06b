CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry USING gin (to_tsvector('simple', words))
