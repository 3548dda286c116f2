-- Families, 34: measures of mental health that need acute and designated mental-health beds together.
-- 34.1, a stay as it was known on D: an end after D is none, nor is one without a day.
CREATE TABLE bed_stays AS
SELECT
    person_key, stay_id, hospital_id, admission_date, admission_minute, main_diagnosis_code, diagnosis_category,
    CASE WHEN discharge_date <= period_end() THEN discharge_date END AS discharge_date,
    CASE WHEN discharge_date <= period_end() THEN discharge_minute END AS discharge_minute,
    CASE WHEN discharge_date <= period_end() THEN disposition END AS disposition
FROM mental_health_stays SEMI JOIN counted_persons USING (person_key)
WHERE admission_date <= period_end();

-- 34.2, in order: acute encounters, then what designated beds add. Persons with an invalid key have none (19.9).
CREATE TABLE both_encounters AS
WITH given AS (
    SELECT
        false AS is_bed, is_stay, person_key, encounter_id, hospital_id, admission_date, admission_minute, discharge_date,
        discharge_minute, coalesce(care_type = 'mental_health', false) AS is_of_mind, codes_in, codes_out,
        is_death(disposition_code) AS is_dead, is_sign_out(disposition_code) AS is_gone
    FROM encounters
    UNION ALL BY NAME
    SELECT
        true AS is_bed, true AS is_stay, person_key, stay_id AS encounter_id, hospital_id, admission_date, admission_minute,
        coalesce(discharge_date, period_end() + 1) AS discharge_date, discharge_minute, true AS is_of_mind,
        false AS codes_in, coalesce(disposition = 'transfer', false) AS codes_out,
        coalesce(disposition = 'died', false) AS is_dead, coalesce(disposition = 'sign_out', false) AS is_gone
    FROM bed_stays
    SEMI JOIN (FROM attribution WHERE unattributable_reason IS DISTINCT FROM 'invalid_key') USING (person_key)
    WHERE discharge_date IS NULL OR in_months_to_end(discharge_date, 15)
)
SELECT
    *,
    row_number() OVER (
        PARTITION BY person_key
        ORDER BY admission_date, admission_minute NULLS FIRST, is_stay, discharge_date, discharge_minute NULLS FIRST, is_bed,
            encounter_id
    ) AS position
FROM given;

-- 34.3: the end so far is that of the encounter before with the latest discharge, of equals the last in order.
CREATE TABLE both_chains AS
WITH ends AS (
    SELECT
        later.person_key, later.position,
        arg_max(earlier, (earlier.discharge_date, coalesce(earlier.discharge_minute, -1), earlier.position)) AS before
    FROM both_encounters AS later
    JOIN both_encounters AS earlier
        ON earlier.person_key = later.person_key AND earlier.position < later.position
    GROUP BY later.person_key, later.position
),
gaps AS (
    SELECT
        one.*,
        gap_minutes(before.discharge_date, before.discharge_minute, one.admission_date, one.admission_minute) AS gap,
        before.codes_out OR one.codes_in AS is_coded
    FROM both_encounters AS one LEFT JOIN ends USING (person_key, position)
)
SELECT
    *,
    count(*) FILTER (before_is_apart) OVER (PARTITION BY person_key ORDER BY position) AS chain
FROM (
    SELECT *, position = 1 OR NOT (gap < 420 OR (gap <= 720 AND is_coded)) AS before_is_apart FROM gaps
);

-- The buffer looks at the beds of the same kind (34.3, 19.8), whoever the person.
CREATE TABLE last_days_of_beds AS
SELECT false AS is_bed, hospital_id, max(discharge_date) AS last_day
FROM discharges WHERE discharge_date <= period_end() GROUP BY hospital_id
UNION ALL
SELECT true, hospital_id, max(discharge_date)
FROM mental_health_stays WHERE discharge_date <= period_end() GROUP BY hospital_id;

CREATE TABLE both_episodes AS
WITH whole AS (
    SELECT person_key, chain, min(admission_date) AS first_day, bool_or(is_of_mind) AS is_of_mind
    FROM both_chains GROUP BY person_key, chain HAVING bool_or(is_stay)
),
lasts AS (
    SELECT person_key, chain, is_bed, hospital_id, discharge_date AS index_day, codes_out, is_dead, is_gone
    FROM both_chains WHERE is_stay
    QUALIFY row_number() OVER (
        PARTITION BY person_key, chain
        ORDER BY discharge_date DESC, discharge_minute DESC NULLS LAST, is_bed DESC, encounter_id DESC) = 1
)
SELECT
    *,
    lead(first_day) OVER next_one - index_day AS days_to_next,
    coalesce(lead(is_of_mind) OVER next_one, false) AS next_is_of_mind
FROM whole JOIN lasts USING (person_key, chain)
WINDOW next_one AS (PARTITION BY person_key ORDER BY chain);

INSERT INTO event_counts
SELECT 'readmit_mha30', person_key, coalesce(next_is_of_mind AND days_to_next <= 30, false)::BIGINT, 1
FROM both_episodes LEFT JOIN last_days_of_beds USING (is_bed, hospital_id)
WHERE is_of_mind AND in_index_window(index_day, 12, 30)
  AND NOT (is_dead OR is_gone OR codes_out OR coalesce(index_day > last_day - (30 + 30), false));

-- 34.4: stays that ended within 12 months or are open, of either kind, and those of mental health among them.
CREATE TABLE ended_stays AS
SELECT
    person_key, false AS is_bed, discharge_id AS id, admission_date, discharge_date, has_died,
    is_mental_health_discharge AS is_of_mind, admission_minute, discharge_minute
FROM stays WHERE in_months_to_end(discharge_date, 12)
UNION ALL
SELECT
    person_key, true, stay_id, admission_date, discharge_date, coalesce(disposition = 'died', false),
    CASE WHEN main_diagnosis_code IS NULL THEN diagnosis_category IS DISTINCT FROM 'neurocognitive'
        ELSE NOT EXISTS (
            SELECT 1 FROM organic_mental_disorders AS listed
            WHERE main_diagnosis_code = listed.code
                OR (listed.rule = 'prefix' AND starts_with(main_diagnosis_code, listed.code))
        ) END,
    admission_minute, discharge_minute
FROM bed_stays WHERE discharge_date IS NULL OR in_months_to_end(discharge_date, 12);

-- Which of two is the later: the order of 34.2, an open stay ending on D + 1.
CREATE TABLE both_stays AS
SELECT
    *,
    row_number() OVER (
        PARTITION BY person_key
        ORDER BY admission_date, admission_minute NULLS FIRST, coalesce(discharge_date, period_end() + 1),
            discharge_minute NULLS FIRST, is_bed, id
    ) AS rank_in_time
FROM ended_stays;

-- Who died within 30 days is not counted at D, since the last index day is 30 days before it.
INSERT INTO event_counts
SELECT
    'fu7_mha', person_key,
    EXISTS (
        SELECT 1 FROM contacts AS contact
        WHERE contact.person_key = stay.person_key AND specialty_code IN ('00', '19', '26')
          AND service_date BETWEEN stay.discharge_date AND stay.discharge_date + 7
    )::BIGINT,
    1
FROM both_stays AS stay
WHERE is_of_mind AND NOT has_died AND in_index_window(discharge_date, 12, 30)
  AND NOT EXISTS (
    SELECT 1 FROM both_stays AS other
    WHERE other.person_key = stay.person_key AND other.rank_in_time > stay.rank_in_time
      AND other.admission_date BETWEEN stay.discharge_date AND stay.discharge_date + 30
  );

-- 34.5 and 21: who was seen for mental health before the first visit, by whatever way, or was in a designated bed.
INSERT INTO event_counts
WITH first_visits AS (
    SELECT
        person_key, visit_date,
        greatest(months_before_day(visit_date, 24), months_before(36) + 1) AS since
    FROM unscheduled WHERE is_mental_health AND in_months_to_end(visit_date, 12)
    QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY visit_date, visit_id) = 1
)
SELECT
    'ed_first_mha', person_key,
    (NOT EXISTS (
        SELECT 1 FROM mental_health_days AS care
        WHERE care.person_key = first_visits.person_key AND care_day >= since AND care_day < visit_date
    ) AND NOT EXISTS (
        SELECT 1 FROM bed_stays AS bed
        WHERE bed.person_key = first_visits.person_key AND admission_date < visit_date
          AND coalesce(discharge_date >= since, true)
    ))::BIGINT,
    1
FROM first_visits;
