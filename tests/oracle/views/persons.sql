-- Sex by number; an unlisted value stays what it is and breaks the rule of the list.
SELECT
    as_key(health_number) AS person_key, born AS birth_date,
    CASE gender WHEN '1' THEN 'M' WHEN '2' THEN 'F' WHEN '3' THEN 'X' WHEN '9' THEN 'U' ELSE gender END AS sex,
    died AS death_date, last_contact_on AS last_contact_date,
    covered_from AS coverage_start_date, covered_to AS coverage_end_date, postal_code
FROM {delivered}
