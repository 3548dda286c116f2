SELECT as_key(health_number) AS person_key, as_of AS as_of_date, oht_no AS oht_id
FROM {delivered}
