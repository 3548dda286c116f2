-- Method 1.1, doses of vaccine.
CREATE TABLE checked_immunisations AS
SELECT
    drop_index,
    immunisation_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(as_day(given_date), delivered_on)
    OR agent_code IS NULL OR starts_with(agent_code, 'unknown')
    OR fails(vaccinator_code IN ('provider', 'pharmacy', 'public_health')) AS is_broken,
    immunisation_id, person_key, as_day(given_date) AS given_date, agent_code, vaccinator_code
FROM raw_immunisations;
