-- Comparisons 24.1 and 24.2: counts of teams and the province by what people are and where they live. Null: not known.
-- The model is that of the physician a person is placed with, `none` without one. Those who died count by what they
-- were at death, in indicators of the population alone.
CREATE VIEW counts_by_person AS
SELECT * FROM person_counts UNION ALL SELECT indicator_id, person_key, numerator, denominator FROM population_counts;

CREATE TABLE strata_of_persons AS
WITH known AS (
    SELECT
        person.person_key, person.oht_id, person.sex, person.birth_date,
        [years FOR years IN range(0, 91, 5) IF has_age_on(birth_date, years, age_day)][-1] AS first_age,
        areas.deprivation_quintile, areas.income_quintile, areas.is_rural, physicians.model_code
    FROM population AS person
    LEFT JOIN areas ON person.area_id = areas.area_id
    LEFT JOIN physicians ON person.physician_id = physicians.physician_id
)
SELECT
    person_key, oht_id, sex,
    CASE WHEN first_age = 90 THEN '90+' ELSE first_age || '-' || (first_age + 4) END AS age_group,
    CAST(deprivation_quintile AS VARCHAR) AS deprivation,
    CAST(income_quintile AS VARCHAR) AS income,
    CASE WHEN is_rural THEN 'rural' WHEN NOT is_rural THEN 'urban' END AS rurality,
    coalesce(model_code, 'none') AS model
FROM known;

CREATE TABLE strata AS
WITH long AS (
    UNPIVOT (
        SELECT
            person_key, oht_id, age_group, sex, coalesce(deprivation, '') AS deprivation, coalesce(income, '') AS income,
            coalesce(rurality, '') AS rurality, coalesce(model, '') AS model
        FROM strata_of_persons
    ) ON age_group, sex, deprivation, income, rurality, model INTO NAME dimension VALUE stratum
),
placed AS (
    SELECT 'oht' AS level, oht_id AS unit_id, person_key, dimension, stratum FROM long WHERE oht_id IS NOT NULL
    UNION ALL SELECT 'province', 'ontario', person_key, dimension, stratum FROM long
)
SELECT
    indicator_id, level, unit_id, dimension, nullif(stratum, '') AS stratum,
    total(sum(numerator)) AS numerator, total(sum(denominator)) AS denominator
FROM placed JOIN counts_by_person USING (person_key)
GROUP BY ALL;
