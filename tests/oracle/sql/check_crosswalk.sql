-- Method 1.1, the small tables of places and teams of the crosswalk. The bounds are those of Ontario in degrees.
CREATE MACRO is_latitude(value) AS coalesce(value >= 41 AND value <= 57, false);
CREATE MACRO is_longitude(value) AS coalesce(value >= -96 AND value <= -74, false);
-- A place may be missing (only a warning); what is there must be readable and in bounds.
CREATE MACRO is_no_place(latitude, longitude) AS (
    (latitude IS NOT NULL AND NOT is_latitude(as_decimal(latitude)))
    OR (longitude IS NOT NULL AND NOT is_longitude(as_decimal(longitude))));
CREATE MACRO is_area(text) AS regexp_full_match(text, '[KLMNP][0-9][A-Z]');

CREATE TABLE checked_hospitals AS
SELECT
    drop_index,
    hospital_id IS NULL OR corporation_id IS NULL
    OR is_no_place(latitude, longitude)
    -- 5.5: sites of one corporation must agree; naming none beside one is no agreement.
    OR count(DISTINCT coalesce(network_id, '')) OVER (PARTITION BY drop_index, corporation_id) > 1 AS is_broken,
    hospital_id, corporation_id, network_id, as_decimal(latitude) AS latitude, as_decimal(longitude) AS longitude
FROM raw_hospitals;

CREATE TABLE checked_areas AS
SELECT
    drop_index,
    area_id IS NULL OR NOT is_area(area_id)
    OR is_no_place(latitude, longitude)
    OR is_unreadable(is_rural, as_truth(is_rural))
    OR is_unreadable(deprivation_quintile, as_whole(deprivation_quintile))
    OR fails(as_whole(deprivation_quintile) BETWEEN 1 AND 5)
    OR is_unreadable(income_quintile, as_whole(income_quintile))
    OR fails(as_whole(income_quintile) BETWEEN 1 AND 5) AS is_broken,
    area_id, network_id, as_decimal(latitude) AS latitude, as_decimal(longitude) AS longitude,
    as_truth(is_rural) AS is_rural, as_whole(deprivation_quintile) AS deprivation_quintile,
    as_whole(income_quintile) AS income_quintile
FROM raw_areas;

CREATE TABLE checked_ohts AS
SELECT drop_index, oht_id IS NULL OR name IS NULL AS is_broken, oht_id, name
FROM raw_ohts;
