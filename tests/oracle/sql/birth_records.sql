-- Births (families/birth_records.md): the live births of 12 months, those of newborns who died since among them.
CREATE TABLE live_births AS
SELECT person_key, record.weight_grams, record.gestation_weeks, record.is_singleton
FROM birth_records AS record SEMI JOIN population USING (person_key)
WHERE is_live AND in_months_to_end(record.birth_date, 12)
QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY birth_id) = 1;

INSERT INTO population_counts
SELECT 'lbw', person_key, (weight_grams < 2500)::BIGINT, 1 FROM live_births
WHERE weight_grams >= 200 AND weight_grams <= 7000;

INSERT INTO population_counts
SELECT 'preterm', person_key, (gestation_weeks < 37)::BIGINT, 1 FROM live_births
WHERE gestation_weeks >= 17 AND gestation_weeks <= 45;

INSERT INTO population_counts
SELECT indicator_id || '_singleton', person_key, numerator, denominator
FROM population_counts JOIN live_births USING (person_key)
WHERE indicator_id IN ('lbw', 'preterm') AND is_singleton;
