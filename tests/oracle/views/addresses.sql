SELECT as_key(health_number) AS person_key, lives_from AS start_date, postal_code
FROM {delivered}
