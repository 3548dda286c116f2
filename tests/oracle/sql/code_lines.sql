-- The rows of a code file, every cell as text and empty null; lines that begin with # are remarks. {codes} is the folder.
CREATE MACRO code_rows(file) AS TABLE
    SELECT * FROM read_csv('{codes}/' || file, delim = ',', quote = '"', header = true, comment = '#', all_varchar = true);
