-- Method 1.1, discharge summaries. One sent before the discharge is a warning, which keeps its row.
CREATE TABLE checked_hospital_reports AS
SELECT
    drop_index,
    report_id IS NULL
    OR person_key IS NULL
    OR hospital_id IS NULL
    OR is_no_event_day(as_day(discharge_date), delivered_on)
    OR is_no_event_day(as_day(sent_date), delivered_on)
    OR is_unreadable(sent_time, as_minute(sent_time)) AS is_broken,
    report_id, person_key, hospital_id, as_day(discharge_date) AS discharge_date, as_day(sent_date) AS sent_date,
    as_minute(sent_time) AS sent_minute, recipient_physician_id
FROM raw_hospital_reports;
