SELECT
    as_key(health_number) AS person_key,
    CASE finding WHEN 'CRC' THEN 'colorectal_cancer' WHEN 'COLX' THEN 'colectomy' WHEN 'CXC' THEN 'cervical_cancer'
        WHEN 'HYST' THEN 'hysterectomy' WHEN 'BRC' THEN 'breast_cancer' WHEN 'MAST' THEN 'mastectomy'
        ELSE finding END AS reason_code,
    found_on AS from_date
FROM {delivered}
