-- Indicators 20: contacts, one row per person, physician and day.
-- A K300 or K301 line is a sign of distance wherever and whenever it was billed. The physician need not be in the
-- registry, and has no specialty then.
CREATE TABLE modality_lines AS
SELECT person_key, physician_id, service_date, bool_or(fee_code = 'K300') AS is_video
FROM netted_lines WHERE fee_code IN ('K300', 'K301')
GROUP BY ALL;

CREATE TABLE contacts AS
WITH lines AS (
    SELECT
        line.*,
        coalesce(diagnosis_code IN (SELECT code FROM ohip_mental_health WHERE code_set = 'ohip_mental_health'), false)
            AS is_mental_health
    FROM netted_lines AS line
    WHERE location IN ('office', 'home', 'long_term_care', 'virtual')
      AND NOT is_laboratory_code(fee_code) AND fee_code NOT IN ('K300', 'K301')
      AND (fee_code NOT IN (SELECT fee_code FROM days_of_codes)
        OR EXISTS (
            SELECT 1 FROM days_of_codes AS held
            WHERE held.fee_code = line.fee_code
              AND coalesce(line.service_date >= held.valid_from, true) AND coalesce(line.service_date <= held.valid_to, true)
        ))
),
days AS (
    SELECT
        person_key, physician_id, service_date,
        bool_or(location = 'virtual'
            OR fee_code IN ('K080', 'K081', 'K082', 'K083', 'K092', 'K093', 'K094', 'K095')) AS is_virtual,
        bool_or(is_mental_health) AS is_mental_health, bool_or(fee_code = 'E080') AS is_first_visit
    FROM lines GROUP BY ALL
)
SELECT
    days.* EXCLUDE (is_virtual), specialty_code, group_id,
    is_virtual OR modality.person_key IS NOT NULL AS is_at_distance
FROM days
LEFT JOIN physicians USING (physician_id)
LEFT JOIN modality_lines AS modality USING (person_key, physician_id, service_date);
