-- Method 3: who is counted at D, and why a counted person can belong to no team whatever the care.
-- The address at D is the latest that began by then; whoever has none has the address of the registry.
CREATE TABLE addresses_at_end AS
SELECT person_key, area_id, postal_status
FROM addresses
WHERE start_date <= period_end()
QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY start_date DESC) = 1;

CREATE TABLE judged_persons AS
WITH housed AS (
    SELECT
        person.* EXCLUDE (area_id, postal_status),
        CASE WHEN moved.person_key IS NULL THEN person.area_id ELSE moved.area_id END AS area_id,
        CASE WHEN moved.person_key IS NULL THEN person.postal_status ELSE moved.postal_status END AS postal_status
    FROM persons AS person LEFT JOIN addresses_at_end AS moved ON person.person_key = moved.person_key
)
SELECT
    person_key, birth_date, sex, area_id,
    CASE
        WHEN death_date <= period_end() THEN 'dead'
        WHEN birth_date > period_end() THEN 'unborn'
        WHEN NOT is_covered_at_end(coverage_start_date, coverage_end_date) THEN 'not_covered'
        WHEN has_reached_age(birth_date, method_oldest_age_years() + 1) THEN 'too_old'
        WHEN last_contact_date <= years_before(method_ghost_years())
            AND birth_date <= years_before(method_ghost_years()) THEN 'ghost'
    END AS exclusion_reason,
    CASE
        WHEN NOT has_valid_key THEN 'invalid_key'
        WHEN postal_status IN ('missing', 'malformed') THEN 'no_postal_code'
        WHEN postal_status = 'outside_ontario' THEN 'out_of_province'
    END AS barred_reason
FROM housed;

CREATE VIEW counted_persons AS SELECT * FROM judged_persons WHERE exclusion_reason IS NULL;
