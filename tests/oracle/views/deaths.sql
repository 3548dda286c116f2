SELECT
    as_key(health_number) AS person_key, died_on AS death_date,
    CASE died_in
        WHEN 'IP' THEN 'hospital_inpatient' WHEN 'ED' THEN 'emergency' WHEN 'CC' THEN 'complex_continuing_care'
        WHEN 'RH' THEN 'rehabilitation' WHEN 'MH' THEN 'mental_health_bed' WHEN 'LT' THEN 'long_term_care'
        WHEN 'HO' THEN 'home' WHEN 'OT' THEN 'other' WHEN 'UK' THEN 'unknown' ELSE died_in END AS place,
    replace(upper(cause), '.', '') AS underlying_cause_code
FROM {delivered}
