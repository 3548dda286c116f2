-- Families 44, costs of persons.
CREATE TABLE checked_costs AS
SELECT
    drop_index,
    person_key IS NULL
    OR sector IS NULL
    OR sector NOT IN (
        'acute', 'emergency', 'day_surgery', 'mental_health', 'rehabilitation', 'complex_continuing_care', 'physician',
        'drugs', 'home_care', 'long_term_care', 'other')
    OR is_no_event_day(as_day(cost_month), delivered_on)
    OR fails(day(as_day(cost_month)) = 1)
    OR NOT coalesce(as_whole(cost_cents) BETWEEN 0 AND 1000000000, false) AS is_broken,
    person_key, sector, as_day(cost_month) AS cost_month, as_whole(cost_cents) AS cost_cents
FROM raw_costs;
