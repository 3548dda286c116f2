-- Method 1.1, the official file. Whom one file gives to two teams on one day it gives to none: all such rows break.
CREATE TABLE checked_official_attribution AS
WITH typed AS (
    SELECT
        drop_index, person_key, as_day(as_of_date) AS as_of_date, oht_id,
        person_key IS NULL OR is_no_event_day(as_day(as_of_date), delivered_on) OR oht_id IS NULL AS is_unsound
    FROM raw_official_attribution
)
SELECT
    drop_index,
    is_unsound
    OR count(DISTINCT oht_id) OVER (PARTITION BY drop_index, person_key, as_of_date) > 1 AS is_broken,
    person_key, as_of_date, oht_id
FROM typed;
