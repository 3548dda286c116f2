SELECT
    physician_no AS physician_id, specialty AS specialty_code, group_no AS group_id, programme AS model_code,
    practice_postal_code AS postal_code, active_from AS start_date, active_to AS end_date
FROM {delivered}
