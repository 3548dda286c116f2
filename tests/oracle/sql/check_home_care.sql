-- Method 1.1, home care. A day that may be missing must be readable, and an event where it has happened.
CREATE MACRO is_wrong_day(text, delivered_on) AS
    (text IS NOT NULL AND is_no_event_day(as_day(text), delivered_on));
CREATE MACRO is_off_scale(text, lowest, highest) AS
    (text IS NOT NULL AND NOT coalesce(as_whole(text) BETWEEN lowest AND highest, false));
CREATE MACRO is_unclear(text) AS is_unreadable(text, as_truth(text));

CREATE TABLE checked_home_care_referrals AS
SELECT
    drop_index,
    referral_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(as_day(referral_date), delivered_on)
    -- The patient may be available after the delivery.
    OR (available_date IS NOT NULL AND NOT coalesce(as_day(available_date) >= DATE '1900-01-01', false))
    OR fails(referral_source IN ('hospital', 'community', 'other'))
    OR is_wrong_day(admission_date, delivered_on) OR is_wrong_day(discharge_date, delivered_on)
    OR fails(as_day(discharge_date) >= as_day(admission_date))
    OR fails(regexp_full_match(client_type_code, '[0-9]{2}'))
    OR is_unclear(is_complex) AS is_broken,
    referral_id, person_key, as_day(referral_date) AS referral_date, as_day(available_date) AS available_date,
    referral_source, as_day(admission_date) AS admission_date, as_day(discharge_date) AS discharge_date,
    client_type_code, as_truth(is_complex) AS is_complex
FROM raw_home_care_referrals;

CREATE TABLE checked_home_care_services AS
SELECT
    drop_index,
    service_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(as_day(service_date), delivered_on)
    OR NOT coalesce(regexp_full_match(service_code, '[0-9]{2}'), false)
    OR is_off_scale(units, 0, 999) AS is_broken,
    service_id, person_key, as_day(service_date) AS service_date, service_code, as_whole(units) AS units
FROM raw_home_care_services;

CREATE TABLE checked_home_care_assessments AS
SELECT
    drop_index,
    assessment_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(as_day(assessment_date), delivered_on)
    OR is_unclear(has_caregiver) OR is_unclear(is_caregiver_distressed) OR is_unclear(is_caregiver_unable)
    OR is_off_scale(adl_hierarchy, 0, 6) OR is_off_scale(cognitive_performance, 0, 6)
    OR is_off_scale(chess, 0, 5) OR is_off_scale(maple, 1, 5) OR is_off_scale(divert, 1, 6) AS is_broken,
    assessment_id, person_key, as_day(assessment_date) AS assessment_date, as_truth(has_caregiver) AS has_caregiver,
    as_truth(is_caregiver_distressed) AS is_caregiver_distressed, as_truth(is_caregiver_unable) AS is_caregiver_unable,
    as_whole(adl_hierarchy) AS adl_hierarchy, as_whole(cognitive_performance) AS cognitive_performance,
    as_whole(chess) AS chess, as_whole(maple) AS maple, as_whole(divert) AS divert
FROM raw_home_care_assessments;
