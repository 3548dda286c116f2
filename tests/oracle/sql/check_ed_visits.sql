-- Method 1.1, emergency visits.
CREATE TABLE checked_ed_visits AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, triage_level AS triage_text, is_admitted AS admitted_text,
        visit_id, person_key, hospital_id,
        as_day(visit_date) AS visit_date,
        as_truth(is_scheduled) AS is_scheduled,
        as_whole(triage_level) AS triage_level,
        disposition_code,
        as_truth(is_admitted) AS is_admitted,
        main_diagnosis_code, other_diagnosis_codes
    FROM raw_ed_visits
)
SELECT
    drop_index,
    visit_id IS NULL
    OR person_key IS NULL
    OR hospital_id IS NULL
    OR visit_date IS NULL OR visit_date < DATE '1900-01-01' OR visit_date > delivered_on
    OR is_scheduled IS NULL
    OR is_unreadable(triage_text, triage_level)
    OR fails(triage_level BETWEEN 1 AND 5)
    OR is_unreadable(admitted_text, is_admitted)
    OR fails(regexp_full_match(main_diagnosis_code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}')) AS is_broken,
    visit_id, person_key, hospital_id, visit_date, is_scheduled, triage_level, disposition_code, is_admitted,
    main_diagnosis_code, other_diagnosis_codes
FROM typed;
