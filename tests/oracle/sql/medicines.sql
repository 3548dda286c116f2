-- Families, medicines 39. Palliative care of twelve months (39.2).
CREATE TABLE palliative_persons AS
SELECT person_key FROM netted_lines
WHERE in_months_to_end(service_date, 12) AND fee_code IN (SELECT code FROM code_rows('palliative_fees.csv'))
UNION
SELECT person_key FROM discharges
WHERE in_months_to_end(discharge_date, 12)
  AND len([code FOR code IN list_append(coalesce(other_diagnosis_codes, []), main_diagnosis_code)
      IF starts_with(code, 'Z515')]) > 0;

CREATE TABLE eligible AS SELECT person_key FROM counted_persons ANTI JOIN palliative_persons USING (person_key);

-- 39.1: what counts as which kind; no code is of two.
CREATE TABLE classified AS
SELECT fill.*, class.category
FROM dispensations AS fill JOIN code_rows('medicine_classes.csv') AS class
    ON CASE class.rule WHEN 'prefix' THEN starts_with(atc_code, class.code) ELSE atc_code = class.code END
WHERE dispensed_date <= period_end();

INSERT INTO person_counts
SELECT
    'opioid_any', person_key,
    (person_key IN (SELECT person_key FROM classified WHERE category = 'opioid' AND in_months_to_end(dispensed_date, 6)))::BIGINT,
    1
FROM eligible;

-- 39.3: the first opioid of the window with nothing in the six months before it.
CREATE TABLE new_starts AS
WITH first_days AS (
    SELECT person_key, min(dispensed_date) AS first_day
    FROM classified WHERE category = 'opioid' AND in_months_to_end(dispensed_date, 6)
    GROUP BY person_key
)
SELECT person_key FROM first_days
WHERE NOT EXISTS (
    SELECT 1 FROM classified AS before
    WHERE before.person_key = first_days.person_key AND category IN ('opioid', 'agonist_therapy')
      AND dispensed_date < first_day AND dispensed_date > months_before_day(first_day, 6)
);

INSERT INTO person_counts
SELECT 'opioid_new', person_key, (person_key IN (SELECT person_key FROM new_starts))::BIGINT, 1 FROM eligible;

-- 39.4: one row per fill however often it was told, in turn within its medicine.
CREATE TABLE turns AS
WITH told AS (
    SELECT DISTINCT
        person_key, atc_code, route, CAST(round(strength * 1000) AS BIGINT) AS strength, dispensed_date, days_supply,
        CAST(round(quantity * 1000) AS BIGINT) AS quantity, category
    FROM classified WHERE in_months_to_end(dispensed_date, 6)
)
SELECT
    *,
    coalesce(days_supply, 1)::INTEGER AS days,
    dense_rank() OVER (ORDER BY person_key, atc_code, route, strength) AS medicine,
    row_number() OVER (
        PARTITION BY person_key, atc_code, route, strength
        ORDER BY dispensed_date, days_supply NULLS FIRST, quantity NULLS FIRST) AS turn
FROM told;

-- Each supply begins when it was fetched, or on the day after the last one of the medicine.
CREATE TABLE supplies AS
WITH RECURSIVE followed AS (
    SELECT medicine, turn, dispensed_date AS first_day, dispensed_date + days - 1 AS last_day FROM turns WHERE turn = 1
    UNION ALL
    SELECT
        turns.medicine, turns.turn, greatest(dispensed_date, last_day + 1),
        greatest(dispensed_date, last_day + 1) + days - 1
    FROM followed JOIN turns ON turns.medicine = followed.medicine AND turns.turn = followed.turn + 1
)
SELECT turns.*, first_day, last_day FROM turns JOIN followed USING (medicine, turn);

-- Every day that a supply covers, up to D, with its dose: thousandths of three numbers make 10^9.
CREATE TABLE days_held AS
SELECT
    person_key, category, unnest(range(first_day, least(last_day, period_end()) + 1, INTERVAL 1 DAY)) AS day,
    coalesce((2 * amount + 1000000 * days_supply) // (2000000 * days_supply), 0) AS micrograms
FROM (
    SELECT
        supplies.*,
        CAST(quantity AS HUGEINT) * strength * CAST(factor_thousandths AS BIGINT) * CAST(unit_days AS BIGINT) AS amount
    FROM supplies LEFT JOIN code_rows('opioid_equivalents.csv') AS known
        ON supplies.atc_code = known.code AND supplies.route = known.route
);

CREATE TABLE doses AS
SELECT person_key, max(micrograms) AS micrograms
FROM (SELECT person_key, day, sum(micrograms) AS micrograms FROM days_held WHERE category = 'opioid' GROUP BY ALL)
GROUP BY person_key;

INSERT INTO person_counts
SELECT 'opioid_high', person_key, coalesce(micrograms >= 90000, false)::BIGINT, 1
FROM eligible LEFT JOIN doses USING (person_key);

-- 39.5: of those with an opioid, agonist therapy included, who held a benzodiazepine on one of its days.
INSERT INTO person_counts
SELECT
    'opioid_benzo', person_key,
    (person_key IN (
        SELECT one.person_key
        FROM days_held AS one SEMI JOIN (SELECT person_key, day FROM days_held WHERE category = 'benzodiazepine') AS other
            ON one.person_key = other.person_key AND one.day = other.day
        WHERE one.category IN ('opioid', 'agonist_therapy')))::BIGINT,
    1
FROM eligible
WHERE person_key IN (SELECT person_key FROM turns WHERE category IN ('opioid', 'agonist_therapy'));

-- 39.6: days with a benzodiazepine, of everybody of 65 or older.
CREATE TABLE benzodiazepine_days AS
SELECT person_key, count(DISTINCT dispensed_date) AS days
FROM classified WHERE category = 'benzodiazepine' AND in_months_to_end(dispensed_date, 12)
GROUP BY person_key;

INSERT INTO person_counts
SELECT 'benzo_65', person_key, (coalesce(days, 0) >= 1)::BIGINT, 1
FROM counted_persons LEFT JOIN benzodiazepine_days USING (person_key)
WHERE has_reached_age(birth_date, 65);

INSERT INTO person_counts
SELECT 'benzo_65_chronic', person_key, (coalesce(days, 0) >= 2)::BIGINT, 1
FROM counted_persons LEFT JOIN benzodiazepine_days USING (person_key)
WHERE has_reached_age(birth_date, 65);

-- 39.7: statins of older people with diabetes; who has it is said in conditions.
INSERT INTO person_counts
SELECT
    'dm_statin', person_key,
    (person_key IN (SELECT person_key FROM classified WHERE category = 'statin' AND in_months_to_end(dispensed_date, 12)))::BIGINT,
    1
FROM persons_with WHERE condition = 'diabetes' AND has_reached_age(birth_date, 65);
