-- Conditions 33 and laboratory 32. All records are of registered persons, in (D - 48 months, D].
CREATE MACRO is_listed(diagnosis, listed_code, listed_rule) AS
    (diagnosis = listed_code OR (listed_rule = 'prefix' AND starts_with(diagnosis, listed_code)));

CREATE TABLE stay_diagnoses AS
SELECT person_key, discharge_date AS record_day, unnest(list_append(other_diagnosis_codes, main_diagnosis_code)) AS code
FROM discharges
WHERE admission_category NOT IN ('N', 'S', 'R', 'RI') AND care_type <> 'newborn' AND in_months_to_end(discharge_date, 48);

CREATE TABLE stay_records AS
SELECT DISTINCT person_key, listed.category AS condition, record_day
FROM stay_diagnoses AS told
JOIN condition_stay_codes AS listed ON is_listed(told.code, listed.code, listed.rule);

CREATE TABLE claim_days AS
SELECT DISTINCT person_key, listed.category AS condition, service_date AS record_day
FROM netted_lines AS line
JOIN condition_claim_codes AS listed ON line.diagnosis_code = listed.code
WHERE in_months_to_end(service_date, 48) AND NOT is_laboratory_code(fee_code);

-- Diabetes about an obstetric stay does not count, in women who are 10 to 54 on the day.
CREATE TABLE condition_records AS
WITH obstetric AS (
    SELECT DISTINCT person_key, record_day AS stay_day
    FROM stay_diagnoses AS told
    JOIN obstetric_codes AS listed ON is_listed(told.code, listed.code, listed.rule)
),
every AS (
    SELECT *, true AS is_stay FROM stay_records
    UNION ALL
    SELECT *, false FROM claim_days
)
SELECT every.*, birth_date
FROM every JOIN persons USING (person_key)
WHERE NOT (
    condition = 'diabetes' AND sex = 'F'
    AND has_age_on(birth_date, 10, record_day) AND NOT has_age_on(birth_date, 55, record_day)
    AND EXISTS (
        SELECT 1 FROM obstetric
        WHERE obstetric.person_key = every.person_key
          AND record_day BETWEEN stay_day - 120 AND stay_day + 180
    ));

CREATE TABLE condition_cases AS
WITH rules AS (
    SELECT * FROM (VALUES ('diabetes', 2, 730, 1), ('heart_failure', 2, 365, 40), ('copd', 1, 0, 35))
        AS rule(condition, claims, within_days, first_age)
)
SELECT person_key, condition, min(record_day) AS case_date
FROM condition_records AS record JOIN rules USING (condition)
WHERE has_age_on(birth_date, first_age, record_day)
  AND (is_stay OR claims = 1 OR EXISTS (
        SELECT 1 FROM condition_records AS earlier
        WHERE earlier.person_key = record.person_key AND earlier.condition = record.condition AND NOT earlier.is_stay
          AND earlier.record_day < record.record_day AND earlier.record_day >= record.record_day - within_days
    ))
GROUP BY person_key, condition;

CREATE TABLE persons_with AS
SELECT condition, case_date, registered.*
FROM condition_cases JOIN counted_persons AS registered USING (person_key);

-- Services that are billed in parts: any suffix, netted by suffix too.
CREATE TABLE listed_services AS
WITH lines AS (
    SELECT DISTINCT
        person_key, physician_id, service_date, fee_code, fee_suffix, services, fee_paid_cents, diagnosis_code, location,
        hospital_id
    FROM claims
    WHERE person_key IS NOT NULL
      AND (fee_code IN (SELECT code FROM eye_codes) OR fee_code IN (SELECT code FROM spirometry_codes))
)
SELECT person_key, physician_id, service_date, fee_code
FROM lines
GROUP BY person_key, physician_id, service_date, fee_code, fee_suffix, location, hospital_id
HAVING sum(services) > 0;

CREATE TABLE eye_examinations AS
SELECT DISTINCT person_key
FROM listed_services AS service
JOIN eye_codes AS listed ON service.fee_code = listed.code
LEFT JOIN physicians USING (physician_id)
WHERE (listed.category = 'any' OR specialty_code = '23') AND in_months_to_end(service_date, 24);

CREATE TABLE test_days AS
SELECT person_key, test_code, count(DISTINCT collected_date) AS days
FROM laboratory_results
WHERE coalesce(is_final, true) AND in_months_to_end(collected_date, 12)
GROUP BY person_key, test_code;

INSERT INTO person_counts
SELECT 'dm_a1c', person_key, coalesce(days >= 2, false)::BIGINT, 1
FROM persons_with LEFT JOIN (FROM test_days WHERE test_code = 'hba1c') USING (person_key)
WHERE condition = 'diabetes' AND has_reached_age(birth_date, 40);

INSERT INTO person_counts
SELECT 'dm_ldl', person_key, (days IS NOT NULL)::BIGINT, 1
FROM persons_with LEFT JOIN (FROM test_days WHERE test_code = 'ldl') USING (person_key)
WHERE condition = 'diabetes' AND has_reached_age(birth_date, 40);

INSERT INTO person_counts
SELECT 'dm_eye', person_key, (person_key IN (FROM eye_examinations))::BIGINT, 1
FROM persons_with
WHERE condition = 'diabetes' AND has_reached_age(birth_date, 20);

-- Stays of the year by their main diagnosis.
INSERT INTO person_counts
WITH year_stays AS (
    SELECT
        person_key,
        count(*) FILTER (EXISTS (
            SELECT 1 FROM diabetes_acute_codes AS listed WHERE is_listed(main_diagnosis_code, listed.code, listed.rule)
        )) AS acute,
        count(*) FILTER (starts_with(main_diagnosis_code, 'I50')) AS heart,
        count(*) FILTER (main_diagnosis_code[1:3] IN ('J41', 'J42', 'J43', 'J44')) AS lungs
    FROM discharges
    WHERE admission_category NOT IN ('N', 'S', 'R', 'RI') AND care_type <> 'newborn'
      AND in_months_to_end(discharge_date, 12)
    GROUP BY person_key
)
SELECT
    CASE condition WHEN 'diabetes' THEN 'dm_admit' WHEN 'heart_failure' THEN 'chf_admit' ELSE 'copd_admit' END,
    person_key,
    coalesce(CASE condition WHEN 'diabetes' THEN acute WHEN 'heart_failure' THEN heart ELSE lungs END, 0),
    1
FROM persons_with LEFT JOIN year_stays USING (person_key);

INSERT INTO person_counts
SELECT
    'copd_spiro', person_key,
    EXISTS (
        SELECT 1 FROM listed_services AS service
        WHERE service.person_key = persons_with.person_key
          AND service.fee_code IN (SELECT code FROM spirometry_codes)
          AND service_date >= case_date - to_months(12) AND service_date <= case_date + to_months(12)
          AND service_date <= period_end()
    )::BIGINT,
    1
FROM persons_with
WHERE condition = 'copd' AND case_date > months_before(24) AND case_date <= months_before(12);
