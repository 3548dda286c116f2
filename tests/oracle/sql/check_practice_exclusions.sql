-- Method 1.1, what practices told. A reason of another programme is only a warning.
CREATE TABLE checked_practice_exclusions AS
SELECT
    drop_index,
    person_key IS NULL
    OR programme IS NULL OR programme NOT IN ('colorectal', 'cervical', 'breast')
    OR reason_code IS NULL
    OR reason_code NOT IN ('cancer', 'colectomy', 'hysterectomy', 'mastectomy', 'not_applicable', 'declined')
    OR is_no_event_day(as_day(from_date), delivered_on)
    OR is_unreadable(until_date, as_day(until_date))
    OR fails(as_day(until_date) >= as_day(from_date)) AS is_broken,
    person_key, physician_id, programme, reason_code, as_day(from_date) AS from_date, as_day(until_date) AS until_date
FROM raw_practice_exclusions;
