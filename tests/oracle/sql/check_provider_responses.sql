-- Method 1.1, answers of physicians.
CREATE TABLE checked_provider_responses AS
SELECT
    drop_index,
    response_id IS NULL
    OR physician_id IS NULL
    OR is_no_event_day(as_day(responded_on), delivered_on)
    OR question_code IS NULL OR answer_code IS NULL
    OR is_unreadable(weight, as_decimal(weight))
    OR fails(as_decimal(weight) BETWEEN 0.01 AND 10000) AS is_broken,
    response_id, physician_id, as_day(responded_on) AS responded_on, question_code, answer_code,
    as_decimal(weight) AS weight
FROM raw_provider_responses;
