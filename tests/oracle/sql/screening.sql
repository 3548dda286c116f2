-- Families, 31. Tests that count, whoever tells of them: person_key, test_kind, test_date.
CREATE TABLE counted_tests AS
SELECT person_key, test_kind, test_date
FROM screening_tests
WHERE result IS DISTINCT FROM 'invalid'
  AND NOT (test_kind = 'mammogram' AND is_screening IS NOT DISTINCT FROM false);

-- 31.2: claims are netted here anew, since the netted lines reach back three years only.
INSERT INTO counted_tests
WITH lines AS (
    SELECT DISTINCT
        person_key, physician_id, service_date, fee_code, services, fee_paid_cents, diagnosis_code, location, hospital_id
    FROM claims
    WHERE fee_suffix = 'A' AND NOT is_laboratory_code(fee_code)
),
netted AS (
    SELECT person_key, service_date, fee_code
    FROM lines
    GROUP BY person_key, physician_id, service_date, fee_code, location, hospital_id
    HAVING sum(services) > 0
)
SELECT person_key, listed.category, service_date
FROM netted JOIN code_rows('screening_procedures.csv') AS listed ON netted.fee_code = listed.code
WHERE coalesce(service_date >= as_day(listed.valid_from), true)
  AND coalesce(service_date <= as_day(listed.valid_to), true);

-- 31.3: who is out of which programme.
CREATE TABLE out_of_screening AS
SELECT
    person_key,
    CASE
        WHEN reason_code IN ('colorectal_cancer', 'colectomy') THEN 'colorectal'
        WHEN reason_code IN ('cervical_cancer', 'hysterectomy') THEN 'cervical'
        ELSE 'breast' END AS programme
FROM registry_exclusions
WHERE from_date <= period_end()
UNION
SELECT person_key, programme
FROM practice_exclusions
WHERE is_open_at_end(from_date, until_date)
  AND (reason_code IN ('cancer', 'not_applicable')
    OR (programme, reason_code) IN (('colorectal', 'colectomy'), ('cervical', 'hysterectomy'), ('breast', 'mastectomy')));

-- One row per test that keeps somebody from being overdue, by indicator: 31, the table.
CREATE TABLE tests_that_last AS
SELECT DISTINCT lasting.indicator_id, person_key
FROM counted_tests
JOIN (VALUES
    ('crc_overdue', 'fobt', 24), ('crc_overdue', 'fit', 24),
    ('crc_overdue', 'colonoscopy', 120), ('crc_overdue', 'flexible_sigmoidoscopy', 120),
    ('crc_overdue_50', 'fobt', 24), ('crc_overdue_50', 'fit', 24),
    ('crc_overdue_50', 'colonoscopy', 120), ('crc_overdue_50', 'flexible_sigmoidoscopy', 120),
    ('cervix_overdue', 'hpv', 60), ('cervix_overdue', 'pap', 36), ('cervix_overdue', 'cervical_specimen', 36),
    ('cervix_overdue_pap', 'pap', 42),
    ('breast_overdue', 'mammogram', 30),
    ('breast_40_49', 'mammogram', 30)
) AS lasting(indicator_id, test_kind, months) USING (test_kind)
WHERE in_months_to_end(test_date, lasting.months);

INSERT INTO person_counts
SELECT
    asked.indicator_id,
    person.person_key,
    ((lasting.person_key IS NULL) = asked.counts_without)::BIGINT,
    1
FROM (VALUES
    ('crc_overdue', 'colorectal', 45, 74, false, true),
    ('crc_overdue_50', 'colorectal', 50, 74, false, true),
    ('cervix_overdue', 'cervical', 25, 69, true, true),
    ('cervix_overdue_pap', 'cervical', 21, 69, true, true),
    ('breast_overdue', 'breast', 50, 74, true, true),
    -- Counts those who came, not those who did not.
    ('breast_40_49', 'breast', 40, 49, true, false)
) AS asked(indicator_id, programme, youngest, oldest, is_of_women, counts_without)
JOIN counted_persons AS person
    ON has_reached_age(birth_date, youngest) AND NOT has_reached_age(birth_date, oldest + 1)
    AND (sex = 'F' OR NOT is_of_women)
LEFT JOIN tests_that_last AS lasting
    ON lasting.person_key = person.person_key AND lasting.indicator_id = asked.indicator_id
WHERE NOT EXISTS (
    SELECT 1 FROM out_of_screening AS excluded
    WHERE excluded.person_key = person.person_key AND excluded.programme = asked.programme
);
