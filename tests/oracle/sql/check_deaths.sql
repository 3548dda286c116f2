-- Method 1.1, deaths.
CREATE TABLE checked_deaths AS
SELECT
    drop_index,
    person_key IS NULL
    OR is_no_event_day(as_day(death_date), delivered_on)
    OR fails(place IN (
        'hospital_inpatient', 'emergency', 'complex_continuing_care', 'rehabilitation', 'mental_health_bed',
        'long_term_care', 'home', 'other', 'unknown'))
    OR fails(regexp_full_match(underlying_cause_code, '[A-Z][0-9]{2}[0-9A-Z]{0,4}')) AS is_broken,
    person_key, as_day(death_date) AS death_date, place, underlying_cause_code
FROM raw_deaths;
