-- Method 2.3: which physicians with specialty 00 or 05 are comprehensive, with the counts that say so.
CREATE TABLE practice_days AS
WITH years AS (SELECT unnest(range(1, method_look_back_years() + 1)) AS year),
by_year AS (
    SELECT physician_id, year, count(DISTINCT service_date) AS days
    FROM judged_lines JOIN years ON in_look_back_year(service_date, year)
    WHERE is_activity
    GROUP BY physician_id, year
)
SELECT physician_id, max(days) AS most_days FROM by_year GROUP BY physician_id;

CREATE TABLE practice_lines AS
SELECT physician_id, count(*) AS activity_lines, count(*) FILTER (kind = 'core') AS core_lines
FROM judged_lines
WHERE is_activity AND is_in_look_back
GROUP BY physician_id;

CREATE TABLE practices AS
SELECT
    physician_id,
    coalesce(most_days, 0) AS most_days,
    coalesce(activity_lines, 0) AS activity_lines,
    coalesce(core_lines, 0) AS core_lines,
    coalesce(most_days >= method_comprehensive_minimum_days()
        AND 100 * core_lines > method_comprehensive_core_percent() * activity_lines, false) AS is_comprehensive
FROM physicians
LEFT JOIN practice_days USING (physician_id)
LEFT JOIN practice_lines USING (physician_id)
WHERE list_contains(method_primary_care_specialties(), specialty_code);
