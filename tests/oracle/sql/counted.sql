-- Method 3: who is counted at D, and why a counted person can belong to no team whatever the care.
CREATE TABLE judged_persons AS
SELECT
    person_key, birth_date, area_id,
    CASE
        WHEN death_date <= period_end() THEN 'dead'
        WHEN birth_date > period_end() THEN 'unborn'
        WHEN NOT is_open_at_end(coverage_start_date, coverage_end_date) THEN 'not_covered'
        WHEN has_reached_age(birth_date, 106) THEN 'too_old'
        WHEN last_contact_date <= years_before(7) AND birth_date <= years_before(7) THEN 'ghost'
    END AS exclusion_reason,
    CASE
        WHEN NOT has_valid_key THEN 'invalid_key'
        WHEN postal_status IN ('missing', 'malformed') THEN 'no_postal_code'
        WHEN postal_status = 'outside_ontario' THEN 'out_of_province'
    END AS barred_reason
FROM persons;

CREATE VIEW counted_persons AS SELECT * FROM judged_persons WHERE exclusion_reason IS NULL;
