-- Indicators 18.7: rates standardised to the people of Ontario in 2011, by age group and sex. Only ages and sexes that the
-- province's denominator has carry weight; who lacks one of them, or has fewer than 10 events, has no rate (null).
CREATE TABLE standardised AS
WITH rates AS (
    SELECT
        indicator_id, level, unit_id, age_group, sex, population, sum(numerator) AS events, sum(denominator) AS persons
    FROM (
        SELECT indicator_id, 'oht' AS level, oht_id AS unit_id, age_group, sex, numerator, denominator
        FROM counts_by_person JOIN strata_of_persons USING (person_key) WHERE oht_id IS NOT NULL
        UNION ALL
        SELECT indicator_id, 'province', 'ontario', age_group, sex, numerator, denominator
        FROM counts_by_person JOIN strata_of_persons USING (person_key)
    )
    JOIN standard_population USING (age_group, sex)
    WHERE denominator > 0 AND list_contains(list_concat(further_standardised(), [
        'acsc', 'ed_rate', 'ed_low_acuity', 'ed_bme', 'ed_bme_hspn', 'ed_first_mha', 'attach', 'uncertainly_attached',
        'no_pc_visit']), indicator_id)
    GROUP BY ALL
),
asked AS (
    SELECT indicator_id, sum(population) AS population FROM rates WHERE level = 'province' GROUP BY indicator_id
)
SELECT
    rates.indicator_id, level, unit_id,
    CASE WHEN sum(events) >= 10 AND sum(rates.population) = any_value(asked.population) THEN
        CAST(sum(rates.population * (CAST(events AS DOUBLE) / persons)) / sum(rates.population) AS DOUBLE) END AS rate
FROM rates JOIN asked USING (indicator_id)
GROUP BY rates.indicator_id, level, unit_id;
