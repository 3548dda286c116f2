SELECT health_number AS person_key, mother_health_number AS mother_person_key
FROM {delivered}
