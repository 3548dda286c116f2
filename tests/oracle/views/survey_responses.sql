SELECT
    interview_no AS response_id, as_key(health_number) AS person_key,
    CASE answered_by WHEN 'P' THEN 'patient' WHEN 'C' THEN 'caregiver' ELSE answered_by END AS survey_kind,
    asked_on AS responded_on,
    CASE item
        WHEN 'Q01' THEN 'has_provider' WHEN 'Q02' THEN 'wanted_visit_when_sick' WHEN 'Q03' THEN 'days_until_seen'
        WHEN 'Q04' THEN 'after_hours_difficulty' WHEN 'Q05' THEN 'phone_answered_same_day'
        WHEN 'Q06' THEN 'involved_in_decisions' WHEN 'Q07' THEN 'enough_time' WHEN 'Q08' THEN 'opportunity_to_ask'
        WHEN 'Q09' THEN 'feels_welcome' WHEN 'Q10' THEN 'informed_at_discharge' ELSE item END AS question_code,
    said AS answer_code, sample_weight AS weight, sample_stratum AS stratum
FROM {delivered}
