SELECT
    as_key(health_number) AS person_key, told_by AS physician_id,
    CASE screening WHEN 'C' THEN 'colorectal' WHEN 'X' THEN 'cervical' WHEN 'B' THEN 'breast'
        ELSE screening END AS programme,
    CASE reason WHEN 'CANCER' THEN 'cancer' WHEN 'COLX' THEN 'colectomy' WHEN 'HYST' THEN 'hysterectomy'
        WHEN 'MAST' THEN 'mastectomy' WHEN 'NA' THEN 'not_applicable' WHEN 'DECL' THEN 'declined'
        ELSE reason END AS reason_code,
    told_on AS from_date, withdrawn_on AS until_date
FROM {delivered}
