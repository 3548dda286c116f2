SELECT as_key(health_number) AS person_key, centre_no AS centre_id, registered_on AS start_date, ended_on AS end_date
FROM {delivered}
