-- Method 1.2 and 1.3 for one input: {key}, {ordered_columns} and {first_drop} are filled in by oracle.py.
-- Within a drop the row that sorts first of its key stays; of several drops the last one with the key does.
-- Rows of drops before {first_drop} are superseded whatever their key: the latest drop of a snapshot, else the first.
-- Nulls of a key are equal to each other, as in a partition.
-- Most keys occur once: only rows whose key has a repeated hash are ordered. A chance match of two hashes does no harm,
-- since the keys themselves are compared then.
CREATE TABLE judged_{input} AS
WITH sound AS (
    SELECT *, hash({key}) AS key_hash FROM checked_{input} WHERE NOT is_broken
), repeated AS (
    SELECT key_hash FROM sound GROUP BY key_hash HAVING count(*) > 1
)
SELECT *, false AS is_duplicate, drop_index < {first_drop} AS is_superseded
FROM sound ANTI JOIN repeated USING (key_hash)
UNION ALL BY NAME
SELECT
    *,
    row_number() OVER (PARTITION BY {key}, drop_index ORDER BY {ordered_columns}) > 1 AS is_duplicate,
    drop_index < greatest(max(drop_index) OVER (PARTITION BY {key}), {first_drop}) AS is_superseded
FROM sound SEMI JOIN repeated USING (key_hash);

CREATE TABLE {input} AS
SELECT * EXCLUDE (drop_index, is_broken, key_hash, is_duplicate, is_superseded)
FROM judged_{input}
WHERE NOT is_duplicate AND NOT is_superseded;

INSERT INTO accounts
WITH received AS (
    SELECT drop_index, count(*) AS rows_in, count(*) FILTER (is_broken) AS broken FROM checked_{input} GROUP BY drop_index
), judged AS (
    SELECT drop_index, count(*) FILTER (is_duplicate) AS duplicates, count(*) FILTER (is_superseded AND NOT is_duplicate) AS superseded
    FROM judged_{input} GROUP BY drop_index
), delivered AS (
    SELECT drop_index, coalesce(rows_in, 0) AS rows_in, coalesce(broken, 0) + coalesce(duplicates, 0) AS quarantined,
        coalesce(superseded, 0) AS superseded
    FROM deliveries LEFT JOIN received USING (drop_index) LEFT JOIN judged USING (drop_index)
    WHERE deliveries.input = '{input}'
)
SELECT drop_index, '{input}', rows_in, quarantined, superseded, rows_in - quarantined - superseded FROM delivered;

DROP TABLE judged_{input};
DROP TABLE checked_{input};
