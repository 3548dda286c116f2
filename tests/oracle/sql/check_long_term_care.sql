-- Method 1.1, long-term care homes.
CREATE TABLE checked_long_term_care_stays AS
SELECT
    drop_index,
    person_key IS NULL
    OR facility_id IS NULL
    OR is_no_event_day(as_day(admission_date), delivered_on)
    OR (discharge_date IS NOT NULL AND is_no_event_day(as_day(discharge_date), delivered_on))
    OR fails(as_day(discharge_date) >= as_day(admission_date)) AS is_broken,
    person_key, facility_id, as_day(admission_date) AS admission_date, as_day(discharge_date) AS discharge_date
FROM raw_long_term_care_stays;

CREATE TABLE checked_long_term_care_assessments AS
SELECT
    drop_index,
    assessment_id IS NULL
    OR person_key IS NULL
    OR facility_id IS NULL
    OR is_no_event_day(as_day(assessment_date), delivered_on)
    OR (admission_date IS NOT NULL AND is_no_event_day(as_day(admission_date), delivered_on))
    OR (antipsychotic_days IS NOT NULL AND NOT coalesce(as_whole(antipsychotic_days) BETWEEN 0 AND 7, false))
    OR is_unreadable(has_schizophrenia, as_truth(has_schizophrenia))
    OR is_unreadable(has_huntington, as_truth(has_huntington))
    OR is_unreadable(has_hallucinations, as_truth(has_hallucinations))
    OR is_unreadable(has_delusions, as_truth(has_delusions))
    OR is_unreadable(is_end_of_life, as_truth(is_end_of_life)) AS is_broken,
    assessment_id, person_key, facility_id, as_day(assessment_date) AS assessment_date,
    as_day(admission_date) AS admission_date, as_whole(antipsychotic_days) AS antipsychotic_days,
    as_truth(has_schizophrenia) AS has_schizophrenia, as_truth(has_huntington) AS has_huntington,
    as_truth(has_hallucinations) AS has_hallucinations, as_truth(has_delusions) AS has_delusions,
    as_truth(is_end_of_life) AS is_end_of_life
FROM raw_long_term_care_assessments;
