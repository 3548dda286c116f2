SELECT
    form_no AS response_id, physician_no AS physician_id, filled_in_on AS responded_on,
    CASE item WHEN 'B1' THEN 'burnout_level' WHEN 'C1' THEN 'confidence_in_system' ELSE item END AS question_code,
    said AS answer_code, sample_weight AS weight
FROM {delivered}
