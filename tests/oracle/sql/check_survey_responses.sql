-- Method 1.1, answers of patients and caregivers. A question or an answer of no list is odd, and kept.
CREATE TABLE checked_survey_responses AS
SELECT
    drop_index,
    response_id IS NULL
    OR person_key IS NULL
    OR survey_kind IS NULL OR survey_kind NOT IN ('patient', 'caregiver')
    OR is_no_event_day(as_day(responded_on), delivered_on)
    OR question_code IS NULL OR answer_code IS NULL
    OR is_unreadable(weight, as_decimal(weight))
    OR fails(as_decimal(weight) BETWEEN 0.01 AND 10000) AS is_broken,
    response_id, person_key, survey_kind, as_day(responded_on) AS responded_on, question_code, answer_code,
    as_decimal(weight) AS weight, stratum
FROM raw_survey_responses;
