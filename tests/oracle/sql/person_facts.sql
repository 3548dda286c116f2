-- Method 6 and 7: what each counted person brings to the indicators, the cohort and the needs.
-- A primary-care visit is a distinct pair of physician and service date among the person's core lines of 24 months,
-- whatever the look-back of the attribution.
CREATE TABLE visit_facts AS
WITH by_physician AS (
    SELECT person_key, physician_id, count(DISTINCT service_date) AS visits
    FROM core_lines WHERE in_years_to_end(service_date, 2) GROUP BY person_key, physician_id
)
SELECT person_key, CAST(sum(visits) AS BIGINT) AS visits, max(visits) AS most_visits FROM by_physician GROUP BY person_key;

CREATE TABLE emergency_facts AS
SELECT person_key, count(*) AS emergency_visits
FROM ed_visits
WHERE NOT is_scheduled AND in_years_to_end(visit_date, 1)
GROUP BY person_key;

-- A separation counts when one listed code fits with all that the code asks for.
CREATE TABLE acsc_facts AS
WITH admissions AS (
    SELECT
        person_key, discharge_id, main_diagnosis_code,
        len([code FOR code IN other_diagnosis_codes IF starts_with(code, 'J44')]) > 0 AS has_j44,
        EXISTS (
            SELECT 1 FROM unnest(intervention_codes) AS given(code), cardiac_codes AS listed
            WHERE starts_with(given.code, listed.code_prefix)
              AND NOT coalesce(starts_with(given.code, listed.except_prefix), false)
        ) AS has_cardiac_procedure
    FROM discharges
    WHERE in_years_to_end(discharge_date, 1)
      AND coalesce(disposition_code NOT IN ('07', '72', '73', '74'), true)
      AND admission_category NOT IN ('N', 'S', 'R', 'RI')
      AND main_diagnosis_code IS NOT NULL
)
SELECT person_key, count(*) AS admissions
FROM admissions
SEMI JOIN acsc_codes AS listed
    ON starts_with(main_diagnosis_code, listed.code_prefix)
    AND (NOT listed.needs_secondary_j44 OR coalesce(has_j44, false))
    AND (NOT listed.excludes_cardiac_procedure OR NOT has_cardiac_procedure)
GROUP BY person_key;

CREATE TABLE person_facts AS
SELECT
    attribution.*,
    coalesce(visits, 0) AS visits,
    coalesce(most_visits, 0) AS most_visits,
    coalesce(emergency_visits, 0) AS emergency_visits,
    coalesce(acsc_facts.admissions, 0) AS acsc_admissions,
    NOT has_reached_age(birth_date, 75) AS is_under_75,
    coalesce(emergency_visits, 0) >= 4 AS is_frequent_ed,
    birth_date <= years_before(2) AND visits IS NULL AS is_without_visit
FROM attribution
JOIN counted_persons USING (person_key)
LEFT JOIN visit_facts USING (person_key)
LEFT JOIN emergency_facts USING (person_key)
LEFT JOIN acsc_facts USING (person_key);
