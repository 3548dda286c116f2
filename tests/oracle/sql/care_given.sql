-- Method 14: visits and admissions of the counted persons with a team, and in which network and team each was given.
CREATE TABLE people_of_teams AS
SELECT person_key, area_id, group_id, network_id, oht_id FROM attribution WHERE oht_id IS NOT NULL;

-- Codes that hold on some days only; a line of such a code on another day is no visit, whatever the rest.
CREATE TABLE days_of_codes AS
SELECT * FROM core_days UNION ALL SELECT fee_code, valid_from, valid_to FROM dated_codes;

CREATE TABLE visits AS
WITH told AS (
    SELECT
        line.*,
        count(days.fee_code) > 0 AS is_dated,
        coalesce(bool_or(coalesce(service_date >= valid_from, true) AND coalesce(service_date <= valid_to, true)), false)
            AS is_within
    FROM netted_lines AS line LEFT JOIN days_of_codes AS days USING (fee_code)
    WHERE in_years_to_end(service_date, method_loyalty_look_back_years())
      AND list_contains(method_core_locations(), location)
      AND NOT is_laboratory_code(fee_code) AND NOT is_modality_code(fee_code)
    GROUP BY ALL
)
SELECT DISTINCT person_key, physician_id, specialty_code, service_date
FROM told JOIN physicians USING (physician_id)
WHERE NOT is_dated OR is_within;

-- `sole_oht_id` needs no person's area; `care_group_id` is the group of the physician.
CREATE TABLE care_given AS
WITH seen AS (
    SELECT visits.*, truth.network_id, truth.oht_id AS sole_oht_id, truth.group_id AS care_group_id
    FROM visits JOIN physician_truth AS truth USING (physician_id)
),
given AS (
    SELECT 'visits' AS kind, person_key, network_id, sole_oht_id, care_group_id FROM seen
    UNION ALL
    SELECT 'primary_care_visits', person_key, network_id, sole_oht_id, care_group_id
    FROM seen WHERE list_contains(method_primary_care_specialties(), specialty_code)
    UNION ALL
    SELECT 'admissions', stay.person_key, corporations.network_id, alone.oht_id, NULL
    FROM discharges AS stay
    LEFT JOIN hospitals USING (hospital_id)
    LEFT JOIN corporations USING (corporation_id)
    LEFT JOIN single_ohts AS alone ON corporations.network_id = alone.network_id
    WHERE in_years_to_end(discharge_date, method_loyalty_look_back_years())
      AND care_type = 'medical' AND admission_category NOT IN ('N', 'S', 'R', 'RI')
)
SELECT
    given.kind, person.*,
    given.network_id AS care_network_id,
    coalesce(sole_oht_id, by_area.oht_id) AS care_oht_id,
    care_group_id
FROM given
JOIN people_of_teams AS person USING (person_key)
LEFT JOIN ohts_by_area AS by_area
    ON given.network_id = by_area.network_id AND person.area_id = by_area.area_id;
