-- Indicators 20: stays of counted persons, with what is asked of them; `place` is the order of 19.1 among all stays.
CREATE TABLE stays AS
SELECT
    stay.*,
    person.tier, person.physician_id, person.group_id, registered.birth_date,
    is_death(disposition_code) AS has_died,
    is_of_mental_health(main_diagnosis_code, other_diagnosis_codes) AS is_mental_health_discharge,
    EXISTS (
        SELECT 1 FROM selected_conditions AS listed
        WHERE starts_with(main_diagnosis_code, listed.code)
          AND (listed.rule = 'prefix' OR main_diagnosis_code = listed.code)
    ) AS has_condition,
    greatest(discharge_date - admission_date, 1) AS length_days,
    row_number() OVER (
        PARTITION BY stay.person_key
        ORDER BY admission_date, admission_minute NULLS FIRST, discharge_date, discharge_minute NULLS FIRST, discharge_id
    ) AS place
FROM discharges AS stay
JOIN attribution AS person USING (person_key)
JOIN counted_persons AS registered USING (person_key)
WHERE admission_category NOT IN ('N', 'S', 'R', 'RI') AND care_type <> 'newborn' AND discharge_date <= period_end();
