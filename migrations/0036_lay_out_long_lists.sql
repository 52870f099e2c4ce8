-- A list is laid out by its keys first, and the keys come from an index that knows who may see a case: what is fetched
-- from all over the store are the rows of one page.
DROP INDEX case_file_by_unit;
CREATE INDEX case_file_by_unit ON case_file (unit_id, is_open, sensitivity, kle, team_id, responsible_id, due, id);
-- What has no day comes last, as in the list.
CREATE INDEX case_file_by_day ON case_file ((due IS NULL), due, row_key, sensitivity, unit_id, team_id, kle, id);
