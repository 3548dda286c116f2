-- Indicators 18.7: rates standardised to the people of Ontario in 2011, by age group and sex. Fewer than 10 events: null.
-- TWO READINGS: which are standardised is said by the column "Adj" S of the catalogue; the text names none.
-- TWO READINGS: groups of age and sex without anybody in the unit's denominator carry no weight there.
CREATE TABLE standardised AS
WITH rates AS (
    SELECT
        indicator_id, level, unit_id, age_group, sex, sum(numerator) AS events, sum(denominator) AS persons
    FROM (
        SELECT indicator_id, 'oht' AS level, oht_id AS unit_id, age_group, sex, numerator, denominator
        FROM person_counts JOIN strata_of_persons USING (person_key) WHERE oht_id IS NOT NULL
        UNION ALL
        SELECT indicator_id, 'province', 'ontario', age_group, sex, numerator, denominator
        FROM person_counts JOIN strata_of_persons USING (person_key)
    )
    WHERE indicator_id IN (
        'acsc', 'ed_rate', 'ed_low_acuity', 'ed_bme', 'ed_bme_hspn', 'ed_first_mha', 'attach', 'no_pc_visit')
    GROUP BY ALL
)
SELECT
    indicator_id, level, unit_id,
    CASE WHEN sum(events) >= 10 THEN
        CAST(sum(population * (CAST(events AS DOUBLE) / persons)) / sum(population) AS DOUBLE) END AS rate
FROM rates JOIN standard_population USING (age_group, sex)
GROUP BY ALL;
