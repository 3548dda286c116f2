-- Method 1.1, stays in designated mental-health beds. The two warnings (an end without a day, five years) keep their rows.
CREATE TABLE checked_mental_health_stays AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, discharge_date AS discharge_text,
        admission_time AS admitted_text, discharge_time AS discharged_text,
        stay_id, person_key, hospital_id,
        as_day(admission_date) AS admission_date, as_day(discharge_date) AS discharge_date,
        as_minute(admission_time) AS admission_minute, as_minute(discharge_time) AS discharge_minute,
        disposition, legal_status, diagnosis_category, main_diagnosis_code
    FROM raw_mental_health_stays
)
SELECT
    drop_index,
    stay_id IS NULL
    OR person_key IS NULL
    OR hospital_id IS NULL
    OR is_no_event_day(admission_date, delivered_on)
    OR is_unreadable(discharge_text, discharge_date)
    OR (discharge_date IS NOT NULL AND is_no_event_day(discharge_date, delivered_on))
    OR fails(discharge_date >= admission_date)
    OR is_unreadable(admitted_text, admission_minute) OR is_unreadable(discharged_text, discharge_minute)
    OR fails(disposition IN ('home', 'transfer', 'sign_out', 'died', 'other'))
    OR fails(legal_status IN ('voluntary', 'involuntary', 'forensic', 'other'))
    OR fails(diagnosis_category IN (
        'neurocognitive', 'substance', 'psychotic', 'mood', 'anxiety', 'trauma', 'personality', 'developmental', 'other'))
    OR fails(regexp_full_match(main_diagnosis_code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}')) AS is_broken,
    stay_id, person_key, hospital_id, admission_date, discharge_date, admission_minute, discharge_minute, disposition,
    legal_status, diagnosis_category, main_diagnosis_code
FROM typed;
