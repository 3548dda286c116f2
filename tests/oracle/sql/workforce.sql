-- Indicators 23: one row per physician and indicator. Family physicians are those of specialty 00 and 05.
CREATE TABLE family_physicians AS
SELECT
    physician_id,
    is_open_at_end(start_date, end_date) AS is_in_practice,
    coalesce(start_date <= months_before(12), true) AND coalesce(months_before(12) < end_date, true) AS was_in_practice
FROM physicians WHERE specialty_code IN ('00', '05');

CREATE TABLE active_days AS
SELECT
    physician_id,
    count(DISTINCT service_date) FILTER (service_date > months_before(12)) AS days,
    count(*) FILTER (service_date <= months_before(12)) > 0 AS was_active
FROM judged_lines WHERE is_activity AND in_months_to_end(service_date, 24)
GROUP BY physician_id;

CREATE TABLE panels AS
SELECT physician_id, count(*) AS persons
FROM person_facts SEMI JOIN (FROM family_physicians WHERE is_in_practice) USING (physician_id)
GROUP BY physician_id;

CREATE TABLE physician_counts (indicator_id VARCHAR, physician_id VARCHAR, numerator BIGINT, denominator BIGINT);

-- The same of hospital sites (families, 43).
CREATE TABLE hospital_counts (indicator_id VARCHAR, hospital_id VARCHAR, numerator BIGINT, denominator BIGINT);

INSERT INTO physician_counts SELECT 'md_panel', physician_id, persons, 1 FROM panels;

INSERT INTO physician_counts
SELECT 'md_days', physician_id, coalesce(days, 0), 1 FROM panels LEFT JOIN active_days USING (physician_id);

-- Lines equal but for the claim id are one; reversals are netted by the key of 1.4, in which there is no person.
INSERT INTO physician_counts
WITH netted AS (
    SELECT physician_id, service_date, fee_code, location, hospital_id, sum(services) AS units
    FROM (
        SELECT DISTINCT
            person_key, physician_id, service_date, fee_code, fee_suffix, services, fee_paid_cents, diagnosis_code, location,
            hospital_id
        FROM claims
    )
    SEMI JOIN (FROM family_physicians WHERE is_in_practice) USING (physician_id)
    WHERE person_key IS NULL AND fee_suffix = 'A' AND is_time_code(fee_code)
      AND date_trunc('month', service_date) = date_trunc('month', period_end()) AND service_date <= period_end()
    GROUP BY ALL HAVING sum(services) > 0
)
SELECT
    'md_admin_hours', physician_id, total(sum(units) FILTER (fee_code IN ('Q312', 'Q313'))), total(sum(units))
FROM netted GROUP BY physician_id;

INSERT INTO physician_counts
SELECT 'md_retention', physician_id, is_in_practice::BIGINT, 1
FROM family_physicians JOIN active_days USING (physician_id)
WHERE was_in_practice AND was_active;
