-- Whether somebody has set going what is told to the shared index, and how it went last: kept, so that a program that
-- begins anew knows it.
ALTER TABLE platform_connection ADD COLUMN is_begun INTEGER NOT NULL DEFAULT 0;
ALTER TABLE platform_connection ADD COLUMN last_contact TEXT;
ALTER TABLE platform_connection ADD COLUMN last_told TEXT;
ALTER TABLE platform_connection ADD COLUMN last_asked TEXT;
-- Why the index was not reached, in a word of the program's, and since when. NULL: it was reached.
ALTER TABLE platform_connection ADD COLUMN trouble TEXT;
ALTER TABLE platform_connection ADD COLUMN trouble_since TEXT;
