-- Indicators 20: contacts on the days after a stay, and days at alternate level of care.
-- What the contacts on days 0 to 7 after each stay of a year are; `is_in_person` and the like speak of any of them.
CREATE TABLE followed AS
SELECT
    person_key, discharge_id,
    bool_or(specialty_code = '00' AND NOT is_at_distance) AS has_family_in_person,
    bool_or(specialty_code = '00') AS has_family,
    bool_or(NOT is_at_distance AND specialty_code IN ('00', '07', '26')
        AND CASE WHEN stay.group_id IS NULL THEN contact.physician_id = stay.physician_id
            ELSE contact.group_id IS NOT DISTINCT FROM stay.group_id END) AS has_group_in_person,
    bool_or(service_date > discharge_date OR coalesce(discharge_minute < 8 * 60, false)) AS has_any
FROM stays AS stay JOIN contacts AS contact USING (person_key)
WHERE in_months_to_end(discharge_date, 12) AND service_date BETWEEN discharge_date AND discharge_date + 7
GROUP BY person_key, discharge_id;

CREATE TABLE index_stays AS
SELECT
    stays.*,
    coalesce(has_family_in_person, false) AS has_family_in_person,
    coalesce(has_family, false) AS has_family,
    coalesce(has_group_in_person, false) AS has_group_in_person,
    coalesce(has_any, false) AS has_any
FROM stays LEFT JOIN followed USING (person_key, discharge_id)
WHERE in_months_to_end(discharge_date, 12);

INSERT INTO event_counts
SELECT 'fu7_pc', person_key, has_family_in_person::BIGINT, 1
FROM index_stays WHERE has_condition AND NOT has_died AND in_index_window(discharge_date, 12, 7);

INSERT INTO event_counts
SELECT 'fu7_any_virtual', person_key, has_family::BIGINT, 1
FROM index_stays WHERE has_condition AND NOT has_died AND in_index_window(discharge_date, 12, 7);

INSERT INTO event_counts
SELECT 'fu7_pc_group', person_key, has_group_in_person::BIGINT, 1
FROM index_stays
WHERE has_condition AND NOT has_died AND tier = 'rostered' AND in_index_window(discharge_date, 12, 7);

INSERT INTO event_counts
SELECT 'fu7_copd', person_key, has_any::BIGINT, 1
FROM index_stays
WHERE main_diagnosis_code[1:3] IN ('J41', 'J42', 'J43', 'J44') AND NOT has_died
  AND has_age_on(birth_date, 40, discharge_date) AND in_index_window(discharge_date, 12, 7);

INSERT INTO event_counts
SELECT 'fu7_chf', person_key, has_any::BIGINT, 1
FROM index_stays
WHERE main_diagnosis_code[1:3] = 'I50' AND NOT has_died
  AND has_age_on(birth_date, 40, discharge_date) AND in_index_window(discharge_date, 12, 7);

INSERT INTO event_counts
SELECT
    'fu14_e080', person_key,
    EXISTS (
        SELECT 1 FROM contacts AS contact
        WHERE contact.person_key = stay.person_key AND contact.physician_id = stay.physician_id AND is_first_visit
          AND service_date BETWEEN stay.discharge_date AND stay.discharge_date + 14
    )::BIGINT,
    1
FROM index_stays AS stay
WHERE care_type NOT IN ('maternal', 'newborn') AND NOT has_died AND in_index_window(discharge_date, 12, 14);

INSERT INTO event_counts
SELECT 'alc_days_dad', person_key, least(coalesce(alc_days, 0), length_days), length_days
FROM index_stays;
