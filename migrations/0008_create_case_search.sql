-- The words are folded by the program before they come here (see the domain's `fold`), so the
-- tokenizer only splits. Contentless: the text itself is kept once, in case_file.
CREATE VIRTUAL TABLE case_search USING fts5 (
    words,
    content = '',
    contentless_delete = 1,
    detail = 'full',
    prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);
