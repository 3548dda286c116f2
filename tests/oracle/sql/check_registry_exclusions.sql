-- Method 1.1, cancers and operations of the registries.
CREATE TABLE checked_registry_exclusions AS
SELECT
    drop_index,
    person_key IS NULL
    OR reason_code IS NULL
    OR reason_code NOT IN (
        'colorectal_cancer', 'colectomy', 'cervical_cancer', 'hysterectomy', 'breast_cancer', 'mastectomy')
    OR is_no_event_day(as_day(from_date), delivered_on) AS is_broken,
    person_key, reason_code, as_day(from_date) AS from_date
FROM raw_registry_exclusions;
