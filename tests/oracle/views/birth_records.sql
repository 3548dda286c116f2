SELECT
    birth_no AS birth_id, as_key(health_number) AS person_key, born_on AS birth_date, weight_g AS weight_grams,
    weeks AS gestation_weeks,
    CASE outcome WHEN 'L' THEN 'true' WHEN 'S' THEN 'false' ELSE outcome END AS is_live,
    CASE plurality WHEN '1' THEN 'true' WHEN '2' THEN 'false' WHEN '3' THEN 'false' ELSE plurality END AS is_singleton
FROM {delivered}
