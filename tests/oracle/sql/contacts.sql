-- Indicators 20: contacts, one row per person, physician and day.
-- TWO READINGS: a line "at a distance" that makes a contact is taken for one whose place is `virtual`.
-- TWO READINGS: the physician must be in the registry, as for visits (networks, 14; indicators, 22).
-- TWO READINGS: a K300 or K301 line counts as a sign of distance wherever and whenever it was billed.
CREATE TABLE modality_lines AS
SELECT person_key, physician_id, service_date, bool_or(fee_code = 'K300') AS is_video
FROM netted_lines WHERE fee_code IN ('K300', 'K301')
GROUP BY ALL;

-- TWO READINGS: which part of the list is the main one is told by the name of the set.
CREATE TABLE main_mental_health AS
SELECT diagnosis_code, min(valid_from) AS valid_from, max(valid_to) AS valid_to
FROM (SELECT DISTINCT diagnosis_code FROM netted_lines WHERE diagnosis_code IS NOT NULL)
JOIN ohip_mental_health AS listed
    ON diagnosis_code = listed.code OR (listed.rule = 'prefix' AND starts_with(diagnosis_code, listed.code))
WHERE NOT contains(code_set, 'optional')
GROUP BY diagnosis_code;

CREATE TABLE contacts AS
WITH lines AS (
    SELECT
        line.*,
        coalesce(service_date BETWEEN listed.valid_from AND listed.valid_to, false) AS is_mental_health
    FROM netted_lines AS line LEFT JOIN main_mental_health AS listed USING (diagnosis_code)
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
        bool_or(is_mental_health) AS is_mental_health
    FROM lines GROUP BY ALL
)
SELECT
    days.* EXCLUDE (is_virtual), specialty_code, group_id,
    is_virtual OR modality.person_key IS NOT NULL AS is_at_distance
FROM days
JOIN physicians USING (physician_id)
LEFT JOIN modality_lines AS modality USING (person_key, physician_id, service_date);
