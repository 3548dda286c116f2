-- Method 1.4 and 1.5: lines equal but for the claim id are one line; services are then summed and must be above zero.
-- Date, suffix and code are parts of what is summed by, so lines without use may be left out beforehand. Five years are
-- always needed, for those who died in three (families/deaths.md, 3); specialists and loyalty have years of their own.
CREATE TABLE netted_lines AS
WITH lines AS (
    SELECT DISTINCT
        person_key, physician_id, service_date, fee_code, services, fee_paid_cents, diagnosis_code, location, hospital_id
    FROM claims
    SEMI JOIN persons USING (person_key)
    WHERE service_date >= years_before(greatest(
        method_look_back_years(), 5, method_hospital_look_back_years(), method_loyalty_look_back_years()))
      AND service_date <= period_end()
      AND fee_suffix = 'A'
      AND NOT is_time_code(fee_code)
)
SELECT
    person_key, physician_id, service_date, fee_code, location, hospital_id,
    total(sum(services)) AS services,
    total(sum(fee_paid_cents)) AS paid_cents,
    min(diagnosis_code) FILTER (services > 0) AS diagnosis_code
FROM lines
GROUP BY person_key, physician_id, service_date, fee_code, location, hospital_id
HAVING sum(services) > 0;
