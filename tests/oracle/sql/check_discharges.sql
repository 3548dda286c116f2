-- Method 1.1, separations. The two warnings (ALC days above the stay, a stay above a year) keep their rows.
CREATE TABLE checked_discharges AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, alc_days AS alc_text,
        discharge_id, person_key, hospital_id,
        as_day(admission_date) AS admission_date,
        as_day(discharge_date) AS discharge_date,
        admission_category, disposition_code, care_type, main_diagnosis_code, other_diagnosis_codes, intervention_codes,
        as_whole(alc_days) AS alc_days,
        admission_time AS admitted_text, discharge_time AS discharged_text,
        is_transfer_in AS came_text, is_transfer_out AS went_text,
        as_minute(admission_time) AS admission_minute, as_minute(discharge_time) AS discharge_minute,
        as_truth(is_transfer_in) AS is_transfer_in, as_truth(is_transfer_out) AS is_transfer_out
    FROM raw_discharges
)
SELECT
    drop_index,
    discharge_id IS NULL
    OR person_key IS NULL
    OR hospital_id IS NULL
    OR admission_date IS NULL OR admission_date < DATE '1900-01-01' OR admission_date > delivered_on
    OR discharge_date IS NULL OR discharge_date < DATE '1900-01-01' OR discharge_date > delivered_on
    OR admission_category IS NULL OR admission_category NOT IN ('L', 'U', 'N', 'S', 'R', 'RI')
    OR fails(disposition_code IN (
        '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '12', '20', '30', '40', '61', '62', '65', '66',
        '67', '72', '73', '74', '90'))
    OR care_type IS NULL OR care_type NOT IN ('medical', 'surgical', 'maternal', 'newborn', 'mental_health', 'other')
    OR fails(regexp_full_match(main_diagnosis_code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}'))
    OR is_unreadable(alc_text, alc_days)
    OR fails(alc_days >= 0)
    OR is_unreadable(admitted_text, admission_minute) OR is_unreadable(discharged_text, discharge_minute)
    OR is_unreadable(came_text, is_transfer_in) OR is_unreadable(went_text, is_transfer_out)
    OR discharge_date < admission_date AS is_broken,
    discharge_id, person_key, hospital_id, admission_date, discharge_date, admission_category, disposition_code,
    care_type, main_diagnosis_code, other_diagnosis_codes, intervention_codes, alc_days,
    admission_minute, discharge_minute, is_transfer_in, is_transfer_out
FROM typed;
