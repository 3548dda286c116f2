-- Indicators 42.2 and 42.5: medians by unit; a null value is above all others, so that nulls sort last.
CREATE TABLE medians AS
WITH rows AS (
    SELECT counted.indicator_id, person_key, value, physician_id, group_id, oht_id
    FROM event_values AS counted JOIN attribution USING (person_key)
),
placed AS (
    SELECT 'practice' AS level, physician_id AS unit_id, * FROM rows WHERE physician_id IS NOT NULL
    UNION ALL SELECT 'group', group_id, * FROM rows WHERE group_id IS NOT NULL
    UNION ALL SELECT 'oht', oht_id, * FROM rows WHERE oht_id IS NOT NULL
    UNION ALL SELECT 'province', 'ontario', * FROM rows
),
of_units AS (
    SELECT indicator_id, level, unit_id, list(value ORDER BY value NULLS LAST) AS ordered, count(*) AS n
    FROM placed GROUP BY ALL
),
persons AS (
    SELECT indicator_id, level, unit_id, sum(d * d) AS squares
    FROM (SELECT indicator_id, level, unit_id, person_key, count(*) AS d FROM placed GROUP BY ALL) GROUP BY ALL
),
places AS (
    SELECT
        indicator_id, level, unit_id, ordered, n,
        CAST(floor(n / 2 - 1.959963984540054 / 2 * sqrt(squares) + 0.5) AS BIGINT) AS low,
        CAST(floor(n / 2 + 1 + 1.959963984540054 / 2 * sqrt(squares) + 0.5) AS BIGINT) AS high
    FROM of_units JOIN persons USING (indicator_id, level, unit_id)
),
found AS (
    SELECT
        indicator_id, level, unit_id, ordered[(n + 1) // 2] AS value,
        CASE WHEN low >= 1 THEN ordered[low] END AS lower, CASE WHEN high <= n THEN ordered[high] END AS upper
    FROM places
)
SELECT
    indicator_id, level, unit_id, CAST(value AS DOUBLE) AS value,
    CASE WHEN upper IS NOT NULL THEN CAST(lower AS DOUBLE) END AS lower,
    CASE WHEN lower IS NOT NULL THEN CAST(upper AS DOUBLE) END AS upper
FROM found;
