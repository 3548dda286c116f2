-- Indicators 21. All visits are unscheduled ones of counted persons up to D.
CREATE TABLE unscheduled AS
SELECT
    visit.*,
    registered.birth_date,
    is_of_mental_health(main_diagnosis_code, other_diagnosis_codes) AS is_mental_health,
    is_between(main_diagnosis_code, 'F10', 'F19') AS is_substance,
    coalesce(triage_level IN (4, 5), false) AND NOT coalesce(is_admitted, false) AS is_low_acuity,
    EXISTS (
        SELECT 1 FROM ed_best_managed_elsewhere AS listed
        WHERE main_diagnosis_code = listed.code
            OR (listed.rule = 'prefix' AND starts_with(main_diagnosis_code, listed.code))
    ) AS is_managed_elsewhere
FROM ed_visits AS visit JOIN counted_persons AS registered USING (person_key)
WHERE NOT is_scheduled AND visit_date <= period_end();

-- Of the counts of persons: what each has above the line.
CREATE TABLE emergency_counts AS
SELECT
    person_key,
    count(*) FILTER (is_low_acuity) AS low_acuity,
    count(*) FILTER (is_low_acuity AND is_managed_elsewhere) AS managed_elsewhere,
    count(*) FILTER (is_mental_health) AS of_mental_health
FROM unscheduled WHERE in_months_to_end(visit_date, 12)
GROUP BY person_key;

-- Days on which somebody was in care for mental health, by whatever way but a designated bed (families, 34.5).
CREATE TABLE mental_health_days AS
SELECT person_key, service_date AS care_day FROM contacts WHERE is_mental_health
UNION
SELECT person_key, visit_date FROM unscheduled WHERE is_mental_health
UNION
SELECT person_key, discharge_date FROM stays WHERE care_type = 'mental_health' OR is_mental_health_discharge;

INSERT INTO event_counts
SELECT
    'ed_repeat_mha30', person_key,
    EXISTS (
        SELECT 1 FROM unscheduled AS again
        WHERE again.person_key = visit.person_key AND again.is_mental_health
          AND again.visit_date BETWEEN visit.visit_date + 1 AND visit.visit_date + 30
    )::BIGINT,
    1
FROM unscheduled AS visit
WHERE is_mental_health AND NOT is_substance AND in_index_window(visit_date, 12, 30);
