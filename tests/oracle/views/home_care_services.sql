SELECT
    service_no AS service_id, as_key(health_number) AS person_key, served_on AS service_date, service AS service_code,
    amount AS units
FROM {delivered}
