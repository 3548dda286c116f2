-- Method 1.1, enrolment spells.
CREATE TABLE checked_enrolments AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, end_date AS end_text,
        person_key, physician_id, group_id, model_code,
        as_day(start_date) AS start_date,
        as_day(end_date) AS end_date,
        end_reason
    FROM raw_enrolments
)
SELECT
    drop_index,
    person_key IS NULL
    OR physician_id IS NULL
    OR model_code IS NULL OR model_code NOT IN ('FHG', 'FHO', 'FHN', 'FHO+', 'CCM', 'RNPGA', 'OTHER')
    OR start_date IS NULL
    OR start_date < DATE '1900-01-01'
    OR start_date > delivered_on
    OR is_unreadable(end_text, end_date)
    OR fails(end_date >= start_date) AS is_broken,
    person_key, physician_id, group_id, model_code, start_date, end_date, end_reason
FROM typed;
