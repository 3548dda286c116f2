-- Method 1.1, births. Odd weights and lengths are kept.
CREATE TABLE checked_birth_records AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, weight_grams AS weight_text, gestation_weeks AS weeks_text, is_singleton AS single_text,
        birth_id, person_key, as_day(birth_date) AS birth_date, as_whole(weight_grams) AS weight_grams,
        as_whole(gestation_weeks) AS gestation_weeks, as_truth(is_live) AS is_live, as_truth(is_singleton) AS is_singleton
    FROM raw_birth_records
)
SELECT
    drop_index,
    birth_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(birth_date, delivered_on)
    OR is_live IS NULL
    OR is_unreadable(weight_text, weight_grams) OR is_unreadable(weeks_text, gestation_weeks)
    OR is_unreadable(single_text, is_singleton)
    OR fails(weight_grams >= 1) OR fails(gestation_weeks >= 1) AS is_broken,
    birth_id, person_key, birth_date, weight_grams, gestation_weeks, is_live, is_singleton
FROM typed;
