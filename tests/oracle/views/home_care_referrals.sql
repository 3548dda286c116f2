SELECT
    referral_no AS referral_id, as_key(health_number) AS person_key, referred_on AS referral_date, pad_on AS available_date,
    CASE referred_by WHEN 'H' THEN 'hospital' WHEN 'C' THEN 'community' WHEN 'O' THEN 'other' ELSE referred_by END
        AS referral_source,
    opened_on AS admission_date, closed_on AS discharge_date, src AS client_type_code,
    CASE complex_needs WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE complex_needs END AS is_complex
FROM {delivered}
