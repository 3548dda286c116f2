-- Indicators 22, from visits (method, 6) and contacts (20). Visits rest on core lines, so that their physician is known.
CREATE TABLE primary_care_visits AS
SELECT DISTINCT
    person_key, physician_id, service_date,
    in_months_to_end(service_date, 12) AS is_in_12, in_months_to_end(service_date, 3) AS is_in_3
FROM core_lines WHERE in_months_to_end(service_date, 24);

-- Each visit with whose it is; a solo physician is his or her own group.
CREATE TABLE own_visits AS
SELECT
    visit.*, person.tier,
    coalesce(visit.physician_id = person.physician_id, false) AS is_own,
    coalesce(CASE WHEN person.group_id IS NULL THEN visit.physician_id = person.physician_id
        ELSE seen.group_id = person.group_id END, false) AS is_own_group,
    coalesce(contact.is_at_distance, false) AS is_at_distance,
    modality.person_key IS NOT NULL AS has_modality,
    coalesce(modality.is_video, false) AS is_video
FROM primary_care_visits AS visit
JOIN attribution AS person USING (person_key)
JOIN physicians AS seen ON visit.physician_id = seen.physician_id
LEFT JOIN contacts AS contact
    ON visit.person_key = contact.person_key AND visit.physician_id = contact.physician_id
    AND visit.service_date = contact.service_date
LEFT JOIN modality_lines AS modality
    ON visit.person_key = modality.person_key AND visit.physician_id = modality.physician_id
    AND visit.service_date = modality.service_date;

-- Consecutive visits, by day, then physician.
CREATE TABLE consecutive AS
SELECT person_key, count(*) FILTER (physician_id = next_physician_id) AS same
FROM (
    SELECT
        person_key, physician_id,
        lead(physician_id) OVER (PARTITION BY person_key ORDER BY service_date, physician_id) AS next_physician_id
    FROM primary_care_visits
)
GROUP BY person_key;

CREATE TABLE continuity AS
WITH by_physician AS (
    SELECT
        person_key, physician_id, count(*) AS visits, count(*) FILTER (is_own) AS own,
        count(*) FILTER (is_own_group) AS own_group
    FROM own_visits GROUP BY person_key, physician_id
),
whole AS (
    SELECT
        person_key, total(sum(visits)) AS visits, max(visits) AS most, total(sum(own)) AS own,
        total(sum(own_group)) AS own_group, total(sum(visits * visits)) AS squares
    FROM by_physician GROUP BY person_key
)
SELECT whole.*, same, tier FROM whole JOIN consecutive USING (person_key) JOIN attribution USING (person_key);

-- One row per person and indicator, numerator and denominator.
CREATE TABLE person_counts (indicator_id VARCHAR, person_key VARCHAR, numerator BIGINT, denominator BIGINT);

INSERT INTO person_counts
SELECT band, person_key, is_in_band::BIGINT, 1
FROM (
    SELECT
        person_key,
        unnest(['continuity_hqo', 'continuity_medium_hqo', 'continuity_low_hqo']) AS band,
        unnest([4 * most >= 3 * visits, 2 * most >= visits AND 4 * most < 3 * visits, 2 * most < visits]) AS is_in_band
    FROM continuity WHERE visits > 3
);

-- Each person is one in the denominator; ten-thousandths are counted above the line alone.
INSERT INTO person_counts
SELECT
    unnest(['upc_own', 'upc_group']), person_key,
    unnest([ten_thousandths(own, visits), ten_thousandths(own_group, visits)]), 1
FROM continuity WHERE visits >= 3 AND tier IN ('rostered', 'virtual');

INSERT INTO person_counts
SELECT
    unnest(['coc_bb', 'secon']), person_key,
    unnest([ten_thousandths(squares - visits, visits * (visits - 1)), ten_thousandths(same, visits - 1)]), 1
FROM continuity WHERE visits >= 3;

INSERT INTO person_counts
SELECT
    'own_physician_hqo', person_key, count(*) FILTER (contacts.physician_id = attribution.physician_id), count(*)
FROM contacts JOIN attribution USING (person_key)
WHERE specialty_code IN ('00', '05', '26') AND tier IN ('rostered', 'virtual') AND in_months_to_end(service_date, 24)
GROUP BY person_key;

INSERT INTO person_counts
SELECT 'virtual_share', person_key, count(*) FILTER (is_at_distance), count(*)
FROM own_visits WHERE is_in_3 GROUP BY person_key;

INSERT INTO person_counts
SELECT 'video_share', person_key, count(*) FILTER (is_video), count(*)
FROM own_visits WHERE is_in_3 AND is_at_distance AND has_modality GROUP BY person_key;

INSERT INTO person_counts
SELECT 'outside_use', person_key, count(*) FILTER (NOT is_own_group), count(*)
FROM own_visits WHERE is_in_12 AND tier = 'rostered' GROUP BY person_key;

-- What is asked of every counted person, of some age or of all.
INSERT INTO person_counts
SELECT 'no_pc_visit', person_key, (visits.person_key IS NULL)::BIGINT, 1
FROM counted_persons
LEFT JOIN (SELECT DISTINCT person_key FROM primary_care_visits) AS visits USING (person_key)
JOIN attribution USING (person_key)
WHERE birth_date <= months_before(24) AND tier <> 'health_centre';

INSERT INTO person_counts
SELECT
    unnest(['attach', 'uncertainly_attached']), person_key,
    unnest([is_attached::BIGINT, (NOT is_attached)::BIGINT]), 1
FROM (SELECT person_key, tier IN ('rostered', 'health_centre', 'virtual') AS is_attached FROM attribution);

INSERT INTO person_counts
SELECT
    unnest(['acsc', 'ed_rate', 'ed_low_acuity', 'ed_bme', 'ed_bme_hspn', 'ed_freq_mha']) AS indicator_id, person_key,
    unnest([
        acsc_admissions, emergency_visits, coalesce(low_acuity, 0), coalesce(managed_elsewhere, 0),
        coalesce(managed_elsewhere, 0), (of_mental_health >= 4)::BIGINT]) AS numerator,
    unnest([
        is_under_75::BIGINT, 1, 1, is_one_to_74::BIGINT, is_one_to_74::BIGINT,
        coalesce(of_mental_health >= 1, false)::BIGINT]) AS denominator
FROM person_facts
JOIN (
    SELECT person_key, has_reached_age(birth_date, 1) AND NOT has_reached_age(birth_date, 75) AS is_one_to_74
    FROM counted_persons
) USING (person_key)
LEFT JOIN emergency_counts USING (person_key);

DELETE FROM person_counts WHERE denominator = 0;
