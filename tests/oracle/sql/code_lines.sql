-- The lines of a code set after its header; lines that begin with # are remarks. {codes} is the folder.
CREATE MACRO code_lines(file) AS TABLE
    WITH files AS (SELECT string_split(replace(content, chr(13), ''), chr(10)) AS lines FROM read_text('{codes}/' || file)),
    said AS (SELECT [line FOR line IN lines IF line <> '' AND line[1] <> '#'] AS lines FROM files)
    SELECT unnest(lines[2:]) AS line FROM said;
