CREATE INDEX IF NOT EXISTS ix_search_entry_words ON search_entry USING gin (array_to_tsvector(string_to_array(words, ' ')))
