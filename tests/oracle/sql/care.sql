-- Method 4: what the tie chain compares, by person, physician and kind of line, over the look-back.
-- Other visit lines have no value and are compared by the number of visits.
CREATE TABLE care AS
WITH counted AS (
    SELECT
        person_key, physician_id, kind,
        count(*) AS lines,
        count(DISTINCT service_date) AS service_dates,
        max(service_date) AS latest_date,
        total(sum(line_value)) AS line_values
    FROM judged_lines
    WHERE is_in_look_back AND kind IS NOT NULL
    GROUP BY person_key, physician_id, kind
),
visited AS (
    SELECT *, CASE WHEN method_visit() = 'date' THEN service_dates ELSE lines END AS visits
    FROM counted
)
SELECT
    person_key, physician_id, kind, visits, service_dates, latest_date,
    CASE WHEN kind = 'other' THEN 0 WHEN method_weight() = 'visits' THEN visits ELSE line_values END AS value
FROM visited;
