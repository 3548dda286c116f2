SELECT as_key(health_number) AS person_key, as_key(mother_health_number) AS mother_person_key
FROM {delivered}
