-- The fee code is delivered with its suffix as fifth character, or with none.
SELECT
    claim_no AS claim_id, as_key(health_number) AS person_key, physician_no AS physician_id, serviced_on AS service_date,
    fee_code, units AS services, paid_cents AS fee_paid_cents, dx AS diagnosis_code,
    CASE place
        WHEN 'O' THEN 'office' WHEN 'H' THEN 'home' WHEN 'V' THEN 'virtual' WHEN 'E' THEN 'emergency'
        WHEN 'I' THEN 'inpatient' WHEN 'L' THEN 'long_term_care' WHEN 'X' THEN 'other' WHEN 'U' THEN 'unknown'
        ELSE place END AS location,
    institution_no AS hospital_id
FROM {delivered}
