-- Method 1.1, addresses and births.
CREATE TABLE checked_addresses AS
SELECT
    drop_index,
    person_key IS NULL OR is_no_event_day(as_day(start_date), delivered_on) AS is_broken,
    person_key,
    as_day(start_date) AS start_date,
    postal_area(plain_postal(postal_code)) AS area_id,
    postal_status(plain_postal(postal_code)) AS postal_status
FROM raw_addresses;

CREATE TABLE checked_births AS
SELECT
    drop_index,
    person_key IS NULL OR mother_person_key IS NULL
    -- 1.2: of two mothers in one drop none is believed.
    OR count(DISTINCT mother_person_key) OVER (PARTITION BY drop_index, person_key) > 1 AS is_broken,
    person_key, mother_person_key
FROM raw_births;
