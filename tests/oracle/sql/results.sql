-- Indicators 18.4 and 18.5: sums by practice, group, OHT and province. Every unit has every indicator, with zeros.
-- A person or physician in each of the units that he or she belongs to.
CREATE TABLE counts_of_units AS
WITH rows AS (
    SELECT
        counted.indicator_id, counted.numerator, counted.denominator, person.physician_id, person.group_id, person.oht_id
    FROM person_counts AS counted JOIN attribution AS person USING (person_key)
    UNION ALL
    SELECT counted.indicator_id, counted.numerator, counted.denominator, physician_id, truth.group_id, truth.oht_id
    FROM physician_counts AS counted JOIN physician_truth AS truth USING (physician_id)
    UNION ALL
    SELECT counted.indicator_id, counted.numerator, counted.denominator, who.physician_id, who.group_id, who.oht_id
    FROM population_counts AS counted JOIN population AS who USING (person_key)
    UNION ALL
    -- Families, 43.2: a site has the sole team of the network of its corporation.
    SELECT counted.indicator_id, counted.numerator, counted.denominator, NULL, NULL, alone.oht_id
    FROM hospital_counts AS counted
    JOIN hospitals AS site USING (hospital_id)
    LEFT JOIN corporations AS corporation ON corporation.corporation_id = site.corporation_id
    LEFT JOIN single_ohts AS alone ON alone.network_id = corporation.network_id
)
SELECT 'practice' AS level, physician_id AS unit_id, indicator_id, numerator, denominator
FROM rows WHERE physician_id IS NOT NULL
UNION ALL SELECT 'group', group_id, indicator_id, numerator, denominator FROM rows WHERE group_id IS NOT NULL
UNION ALL SELECT 'oht', oht_id, indicator_id, numerator, denominator FROM rows WHERE oht_id IS NOT NULL
UNION ALL SELECT 'province', 'ontario', indicator_id, numerator, denominator FROM rows;

CREATE TABLE results AS
WITH added AS (
    SELECT
        indicator_id, level, unit_id, sum(numerator) AS numerator, sum(denominator) AS denominator,
        sum(numerator * numerator) AS n_squares, sum(numerator * denominator) AS products,
        sum(denominator * denominator) AS d_squares,
        count(*) FILTER (numerator > 0) AS members_above, count(*) FILTER (denominator > 0) AS members
    FROM counts_of_units GROUP BY ALL
),
places AS (
    SELECT level, unit_id, unnest(list_concat(
        list_concat(person_indicators(), physician_indicators()),
        list_concat(further_population_indicators(), further_hospital_indicators()))) AS indicator_id
    FROM units
)
SELECT
    indicator_id, level, unit_id, total(numerator) AS numerator, total(denominator) AS denominator,
    total(n_squares) AS n_squares, total(products) AS products, total(d_squares) AS d_squares,
    total(members_above) AS members_above, total(members) AS members
FROM places LEFT JOIN added USING (indicator_id, level, unit_id)
WHERE (level <> 'practice' OR NOT list_contains(
    list_concat(further_wide_only(), ['md_admin_hours', 'md_retention']), indicator_id))
  AND (level NOT IN ('practice', 'group') OR NOT list_contains(further_team_only(), indicator_id));
