-- A code set of reference/codes by the names of its columns, those of its own too: {file}, as table {table}.
CREATE TABLE {table} AS
SELECT * REPLACE (
    coalesce(as_day(nullif(valid_from, '')), DATE '0001-01-01') AS valid_from,
    coalesce(as_day(nullif(valid_to, '')), DATE '9999-12-31') AS valid_to)
FROM read_csv('{file}', header = true, all_varchar = true, comment = '#', delim = ',', quote = '"', escape = '"');
