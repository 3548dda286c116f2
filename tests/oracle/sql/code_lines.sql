-- The lines of a code set after its header; lines that begin with # are remarks. {codes} is the folder.
CREATE MACRO code_lines(file) AS TABLE
    WITH text AS (
        SELECT unnest(string_split(replace(content, chr(13), ''), chr(10))) AS line, generate_subscripts(
            string_split(content, chr(10)), 1) AS place
        FROM read_text('{codes}/' || file)
    ),
    kept AS (SELECT line, row_number() OVER (ORDER BY place) AS place FROM text WHERE line <> '' AND line[1] <> '#')
    SELECT line FROM kept WHERE place > 1;
