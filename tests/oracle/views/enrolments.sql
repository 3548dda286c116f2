SELECT
    as_key(health_number) AS person_key, physician_no AS physician_id, group_no AS group_id, programme AS model_code,
    enrolled_on AS start_date, ended_on AS end_date, end_reason
FROM {delivered}
