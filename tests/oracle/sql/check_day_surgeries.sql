-- Method 1.1, same-day surgery visits. The disposition is as delivered; nothing says which there are.
CREATE TABLE checked_day_surgeries AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, start_time AS start_text, end_time AS end_text,
        is_transfer_in AS came_text, is_transfer_out AS went_text,
        visit_id, person_key, hospital_id,
        as_day(visit_date) AS visit_date,
        as_minute(start_time) AS start_minute, as_minute(end_time) AS end_minute,
        disposition_code,
        as_truth(is_transfer_in) AS is_transfer_in, as_truth(is_transfer_out) AS is_transfer_out,
        main_diagnosis_code, other_diagnosis_codes, intervention_codes
    FROM raw_day_surgeries
)
SELECT
    drop_index,
    visit_id IS NULL
    OR person_key IS NULL
    OR hospital_id IS NULL
    OR is_no_event_day(visit_date, delivered_on)
    OR is_unreadable(start_text, start_minute) OR is_unreadable(end_text, end_minute)
    OR is_unreadable(came_text, is_transfer_in) OR is_unreadable(went_text, is_transfer_out)
    OR fails(regexp_full_match(main_diagnosis_code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}')) AS is_broken,
    visit_id, person_key, hospital_id, visit_date, start_minute, end_minute, disposition_code, is_transfer_in,
    is_transfer_out, main_diagnosis_code, other_diagnosis_codes, intervention_codes
FROM typed;
