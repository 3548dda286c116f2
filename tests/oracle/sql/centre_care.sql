-- Method 4, rule centre_roster: open registrations with a known centre, and the visits there in the look-back.
CREATE TABLE centre_care AS
WITH registered AS (
    SELECT person_key, centre_id, max(start_date) AS start_date
    FROM centre_rosters SEMI JOIN centres USING (centre_id)
    WHERE is_open_at_end(start_date, end_date)
    GROUP BY person_key, centre_id
),
visited AS (
    SELECT
        person_key, centre_id, count(*) AS lines, count(DISTINCT visit_date) AS service_dates,
        max(visit_date) AS latest_date
    FROM centre_visits
    WHERE in_look_back(visit_date)
    GROUP BY person_key, centre_id
)
SELECT
    person_key, centre_id, start_date, service_dates, latest_date,
    CASE WHEN method_visit() = 'date' THEN service_dates ELSE lines END AS visits
FROM registered JOIN visited USING (person_key, centre_id)
WHERE CASE WHEN method_visit() = 'date' THEN service_dates ELSE lines END >= method_centre_minimum_visits();
