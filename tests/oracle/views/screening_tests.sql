SELECT
    test_no AS test_id, as_key(health_number) AS person_key,
    CASE test WHEN 'FOBT' THEN 'fobt' WHEN 'FIT' THEN 'fit' WHEN 'COL' THEN 'colonoscopy'
        WHEN 'FSG' THEN 'flexible_sigmoidoscopy' WHEN 'PAP' THEN 'pap' WHEN 'HPV' THEN 'hpv' WHEN 'MAM' THEN 'mammogram'
        ELSE test END AS test_kind,
    tested_on AS test_date,
    CASE outcome WHEN 'N' THEN 'normal' WHEN 'A' THEN 'abnormal' WHEN 'I' THEN 'invalid' WHEN 'U' THEN 'unknown'
        ELSE outcome END AS result,
    CASE purpose WHEN 'S' THEN 'true' WHEN 'D' THEN 'false' ELSE purpose END AS is_screening
FROM {delivered}
