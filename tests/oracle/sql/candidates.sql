-- Method 4: the candidates of each rule, and the one who wins by it. A later start goes first at enrolment and almost
-- last among centres, so it stands in two columns.
CREATE TABLE candidates AS
WITH spells AS (
    SELECT person_key, physician_id, max(start_date) AS enrolled_on
    FROM enrolments SEMI JOIN physicians USING (physician_id)
    WHERE is_open_at_end(start_date, end_date)
    GROUP BY person_key, physician_id
),
core AS (SELECT * EXCLUDE (kind) FROM care WHERE kind = 'core'),
-- With as_virtual every physician is taken for a comprehensive one.
weighed AS (
    SELECT core.*, is_comprehensive OR method_non_comprehensive() = 'as_virtual' AS is_first
    FROM core JOIN practices USING (physician_id)
)
SELECT 'enrolment' AS rule, * FROM spells LEFT JOIN core USING (person_key, physician_id)
UNION ALL BY NAME
SELECT
    'centre_roster' AS rule, person_key, centre_id, start_date AS registered_on, visits, service_dates, latest_date
FROM centre_care
UNION ALL BY NAME
SELECT 'core_care' AS rule, * EXCLUDE (is_first) FROM weighed WHERE is_first
UNION ALL BY NAME
SELECT 'paediatrician' AS rule, care.* EXCLUDE (kind)
FROM care JOIN counted_persons USING (person_key)
WHERE kind = 'paediatric' AND NOT has_reached_age(birth_date, method_paediatric_age_below_years())
UNION ALL BY NAME
SELECT 'non_comprehensive' AS rule, * EXCLUDE (is_first)
FROM weighed WHERE NOT is_first AND method_non_comprehensive() = 'lower_tier'
UNION ALL BY NAME
SELECT 'other_visits' AS rule, * EXCLUDE (kind) FROM care WHERE kind = 'other';

-- Physicians without core lines have zeros and sort last.
CREATE TABLE winners AS
WITH ordered AS (
    SELECT
        rule, person_key, physician_id, centre_id, enrolled_on, registered_on, latest_date,
        coalesce(value, 0) AS value, coalesce(visits, 0) AS visits, coalesce(service_dates, 0) AS service_dates,
        sha256(coalesce(physician_id, centre_id)) AS provider_hash
    FROM candidates WHERE is_tried(rule)
)
SELECT
    rule, person_key, physician_id, centre_id,
    CASE
        WHEN lead(person_key) OVER chain IS NULL THEN 'none'
        WHEN enrolled_on IS DISTINCT FROM lead(enrolled_on) OVER chain THEN 'start_date'
        WHEN value <> lead(value) OVER chain THEN 'value'
        WHEN visits <> lead(visits) OVER chain THEN 'visits'
        WHEN service_dates <> lead(service_dates) OVER chain THEN 'dates'
        WHEN latest_date IS DISTINCT FROM lead(latest_date) OVER chain THEN 'recent'
        WHEN registered_on IS DISTINCT FROM lead(registered_on) OVER chain THEN 'start_date'
        ELSE 'hash'
    END AS tie_step
FROM ordered
WINDOW chain AS (
    PARTITION BY person_key, rule
    ORDER BY enrolled_on DESC NULLS LAST, value DESC, visits DESC, service_dates DESC, latest_date DESC NULLS LAST,
        registered_on DESC NULLS LAST, provider_hash
)
QUALIFY row_number() OVER chain = 1;
