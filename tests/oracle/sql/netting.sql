-- Method 1.4 and 1.5: lines equal but for the claim id are one line; services are then summed and must be above zero.
-- The window, the suffix and the code are parts of what is summed by, so lines without use may be left out beforehand.
CREATE TABLE netted_lines AS
WITH lines AS (
    SELECT DISTINCT
        person_key, physician_id, service_date, fee_code, fee_suffix, services, fee_paid_cents, diagnosis_code, location,
        hospital_id
    FROM claims
    SEMI JOIN persons USING (person_key)
    WHERE in_years_to_end(service_date, 2)
      AND fee_suffix = 'A'
      AND fee_code NOT IN ('Q310', 'Q311', 'Q312', 'Q313')
      AND (fee_code IN (SELECT fee_code FROM core_codes) OR fee_code IN ('K300', 'K301'))
)
SELECT person_key, physician_id, service_date, fee_code, location, hospital_id, CAST(sum(services) AS BIGINT) AS services
FROM lines
GROUP BY ALL
HAVING sum(services) > 0;
