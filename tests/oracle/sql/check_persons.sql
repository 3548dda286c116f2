-- Method 1.1, persons: typed columns in the order of the model, and whether the row breaks a rule.
CREATE TABLE checked_persons AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, birth_date AS birth_text, death_date AS death_text,
        last_contact_date AS contact_text, coverage_start_date AS start_text, coverage_end_date AS end_text,
        person_key,
        is_health_number(person_key) AS has_valid_key,
        as_day(birth_date) AS birth_date,
        sex,
        as_day(death_date) AS death_date,
        as_day(last_contact_date) AS last_contact_date,
        as_day(coverage_start_date) AS coverage_start_date,
        as_day(coverage_end_date) AS coverage_end_date,
        postal_area(plain_postal(postal_code)) AS area_id,
        postal_status(plain_postal(postal_code)) AS postal_status
    FROM raw_persons
)
SELECT
    drop_index,
    person_key IS NULL
    OR birth_date IS NULL
    OR is_unreadable(death_text, death_date)
    OR is_unreadable(contact_text, last_contact_date)
    OR is_unreadable(start_text, coverage_start_date)
    OR is_unreadable(end_text, coverage_end_date)
    OR sex IS NULL OR sex NOT IN ('F', 'M', 'X', 'U')
    OR birth_date < DATE '1890-01-01'
    OR birth_date > delivered_on
    OR fails(death_date >= DATE '1900-01-01')
    OR fails(death_date <= delivered_on)
    OR fails(last_contact_date <= delivered_on)
    OR fails(death_date >= birth_date)
    OR fails(coverage_end_date >= coverage_start_date) AS is_broken,
    person_key, has_valid_key, birth_date, sex, death_date, last_contact_date, coverage_start_date, coverage_end_date,
    area_id, postal_status
FROM typed;
