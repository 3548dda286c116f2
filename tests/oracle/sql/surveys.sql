-- Families, surveys, 30: the latest answer of each person and physician to each question, with its weight.
CREATE TABLE survey_items AS
WITH scales AS (
    SELECT
        ['always', 'often', 'sometimes', 'rarely', 'never'] AS how_often, ['always', 'often'] AS mostly
)
SELECT 'timely_access' AS indicator_id, 'days_until_seen' AS question_code,
    ['same_day', 'next_day', '2_to_19_days', '20_or_more_days'] AS counted, ['same_day', 'next_day'] AS yes, 16 AS youngest
UNION ALL SELECT 'after_hours_difficulty', 'after_hours_difficulty',
    ['very_difficult', 'somewhat_difficult', 'somewhat_easy', 'very_easy'], ['very_difficult', 'somewhat_difficult'], 16
UNION ALL SELECT 'phone_sameday', 'phone_answered_same_day', how_often, mostly, 0 FROM scales
UNION ALL SELECT 'involved', 'involved_in_decisions', how_often, mostly, 0 FROM scales
UNION ALL SELECT 'enough_time', 'enough_time', how_often, mostly, 0 FROM scales
UNION ALL SELECT 'questions_opportunity', 'opportunity_to_ask', how_often, mostly, 0 FROM scales
UNION ALL SELECT 'welcome', 'feels_welcome', how_often, mostly, 0 FROM scales
UNION ALL SELECT 'discharge_info', 'informed_at_discharge',
    ['completely', 'quite_a_bit', 'partly', 'not_at_all'], ['completely'], 0
UNION ALL SELECT 'burnout', 'burnout_level', ['1', '2', '3', '4', '5'], ['3', '4', '5'], 0
UNION ALL SELECT 'md_confidence', 'confidence_in_system',
    ['very_confident', 'somewhat_confident', 'not_very_confident', 'not_at_all_confident'],
    ['very_confident', 'somewhat_confident'], 0;

-- Rule 3: thousandths; without a weight an answer weighs 1.
CREATE MACRO thousandths(weight) AS CAST(round(coalesce(weight, 1.0) * 1000) AS BIGINT);

CREATE TABLE answers_of_patients AS
SELECT * FROM survey_responses WHERE survey_kind = 'patient' AND in_months_to_end(responded_on, 12);

-- Interviews in which somebody has a provider and wanted to see the provider for being sick.
CREATE TABLE sick_interviews AS
SELECT person_key, response_id FROM answers_of_patients
WHERE question_code = 'has_provider' AND answer_code = 'yes'
INTERSECT
SELECT person_key, response_id FROM answers_of_patients
WHERE question_code = 'wanted_visit_when_sick' AND answer_code = 'yes';

CREATE TABLE told_by_persons AS
WITH counting AS (
    SELECT indicator_id, person_key, responded_on, response_id, weight, list_contains(yes, answer_code) AS is_yes, youngest
    FROM answers_of_patients JOIN survey_items USING (question_code)
    WHERE list_contains(counted, answer_code)
      AND (indicator_id <> 'timely_access' OR (person_key, response_id) IN (FROM sick_interviews))
),
latest AS (
    FROM counting
    QUALIFY row_number() OVER (PARTITION BY indicator_id, person_key ORDER BY responded_on DESC, response_id DESC) = 1
)
SELECT indicator_id, person_key, is_yes, thousandths(weight) AS weight
FROM latest JOIN counted_persons USING (person_key)
WHERE has_reached_age(birth_date, youngest);

CREATE TABLE told_by_physicians AS
WITH counting AS (
    SELECT indicator_id, physician_id, responded_on, response_id, weight, list_contains(yes, answer_code) AS is_yes
    FROM provider_responses JOIN survey_items USING (question_code)
    WHERE list_contains(counted, answer_code) AND in_months_to_end(responded_on, 12)
),
latest AS (
    FROM counting
    QUALIFY row_number() OVER (PARTITION BY indicator_id, physician_id ORDER BY responded_on DESC, response_id DESC) = 1
)
SELECT indicator_id, physician_id, is_yes, thousandths(weight) AS weight
FROM latest JOIN physicians USING (physician_id)
WHERE is_open_at_end(start_date, end_date);

INSERT INTO person_counts SELECT indicator_id, person_key, is_yes::BIGINT, 1 FROM told_by_persons;
INSERT INTO physician_counts SELECT indicator_id, physician_id, is_yes::BIGINT, 1 FROM told_by_physicians;

-- Rules 4 and 5: sums of weights of the units in which a survey is shown.
CREATE TABLE weighted_results AS
WITH rows AS (
    SELECT told.indicator_id, told.weight, told.is_yes, person.group_id, person.oht_id
    FROM told_by_persons AS told JOIN attribution AS person USING (person_key)
    UNION ALL
    SELECT told.indicator_id, told.weight, told.is_yes, NULL, truth.oht_id
    FROM told_by_physicians AS told JOIN physician_truth AS truth USING (physician_id)
),
placed AS (
    SELECT 'group' AS level, group_id AS unit_id, indicator_id, weight, is_yes FROM rows WHERE group_id IS NOT NULL
    UNION ALL SELECT 'oht', oht_id, indicator_id, weight, is_yes FROM rows WHERE oht_id IS NOT NULL
    UNION ALL SELECT 'province', 'ontario', indicator_id, weight, is_yes FROM rows
),
shares AS (
    SELECT *, sum(weight * is_yes::BIGINT) OVER unit / sum(weight) OVER unit AS share
    FROM placed WINDOW unit AS (PARTITION BY indicator_id, level, unit_id)
)
SELECT
    indicator_id, level, unit_id, total(sum(weight)) AS weight, total(sum(weight) FILTER (is_yes)) AS weight_yes,
    count(*) AS respondents,
    sum(weight::DOUBLE * weight * (is_yes::INTEGER - share) ** 2) AS residual_squares
FROM shares GROUP BY ALL;
