SELECT
    assessment_no AS assessment_id, as_key(health_number) AS person_key, home_no AS facility_id,
    assessed_on AS assessment_date, moved_in_on AS admission_date, antipsychotic_days_7 AS antipsychotic_days,
    CASE schizophrenia WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE schizophrenia END AS has_schizophrenia,
    CASE huntington WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE huntington END AS has_huntington,
    CASE hallucinations WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE hallucinations END AS has_hallucinations,
    CASE delusions WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE delusions END AS has_delusions,
    CASE end_of_life WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE end_of_life END AS is_end_of_life
FROM {delivered}
