-- Method 1.1, health centres, who is registered there and who came. A centre outside Ontario has no area.
CREATE TABLE checked_centres AS
SELECT
    drop_index,
    centre_id IS NULL
    OR centre_kind IS NULL OR centre_kind NOT IN
        ('community_health_centre', 'aboriginal_health_access_centre', 'nurse_practitioner_clinic', 'other_team')
        AS is_broken,
    centre_id, centre_kind,
    postal_area(plain_postal(postal_code)) AS area_id
FROM raw_centres;

CREATE TABLE checked_centre_rosters AS
SELECT
    drop_index,
    person_key IS NULL
    OR centre_id IS NULL
    OR is_no_event_day(as_day(start_date), delivered_on)
    OR is_unreadable(end_date, as_day(end_date))
    OR fails(as_day(end_date) >= as_day(start_date)) AS is_broken,
    person_key, centre_id, as_day(start_date) AS start_date, as_day(end_date) AS end_date
FROM raw_centre_rosters;

CREATE TABLE checked_centre_visits AS
SELECT
    drop_index,
    visit_id IS NULL
    OR person_key IS NULL
    OR centre_id IS NULL
    OR is_no_event_day(as_day(visit_date), delivered_on)
    OR fails(provider_kind IN ('physician', 'nurse_practitioner', 'other')) AS is_broken,
    visit_id, person_key, centre_id, as_day(visit_date) AS visit_date, provider_kind
FROM raw_centre_visits;
