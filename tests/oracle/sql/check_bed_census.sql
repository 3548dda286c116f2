-- Families 43, the daily count of patients in beds.
CREATE TABLE checked_bed_census AS
SELECT
    drop_index,
    hospital_id IS NULL
    OR is_no_event_day(as_day(census_date), delivered_on)
    OR NOT coalesce(as_whole(inpatients) BETWEEN 0 AND 10000, false)
    OR NOT coalesce(as_whole(alc_patients) >= 0, false)
    OR fails(as_whole(alc_patients) <= as_whole(inpatients)) AS is_broken,
    hospital_id, as_day(census_date) AS census_date, as_whole(inpatients) AS inpatients,
    as_whole(alc_patients) AS alc_patients
FROM raw_bed_census;
