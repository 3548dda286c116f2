SELECT
    as_key(health_number) AS person_key, home_no AS facility_id, moved_in_on AS admission_date,
    moved_out_on AS discharge_date
FROM {delivered}
