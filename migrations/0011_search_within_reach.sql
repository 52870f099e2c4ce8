-- The index also holds where a case belongs (its unit, all units above, its team), so that the words
-- and a person's reach are looked up together instead of each found case being read to be refused.
-- Contentless, so it cannot be filled from here: the program sees that it is out of date and
-- indexes every case anew in the background.
DROP TABLE case_search;

CREATE VIRTUAL TABLE case_search USING fts5 (
    words,
    belongs,
    content = '',
    contentless_delete = 1,
    detail = 'full',
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);

CREATE INDEX unit_reach_by_unit ON unit_reach (unit_id, ancestor_id);

INSERT INTO fact (key, value)
SELECT 'search_outdated', 'yes' WHERE EXISTS (SELECT 1 FROM case_file);
