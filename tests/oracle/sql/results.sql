-- Method 6: persons of a practice, of an OHT, of the province; then numerator and denominator by unit.
CREATE TABLE membership AS
SELECT 'practice' AS level, physician_id AS unit_id, * FROM person_facts WHERE physician_id IS NOT NULL
UNION ALL
SELECT 'oht', oht_id, * FROM person_facts WHERE oht_id IS NOT NULL
UNION ALL
SELECT 'province', 'ontario', * FROM person_facts;

-- An OHT without persons is a unit with zeros; so is a province without persons.
CREATE TABLE units AS
SELECT level, unit_id FROM membership
UNION SELECT 'oht', oht_id FROM ohts
UNION SELECT 'province', 'ontario';

CREATE TABLE results AS
SELECT 'continuity_hqo' AS indicator_id, level, unit_id,
    count(*) FILTER (visits > 3 AND 4 * most_visits >= 3 * visits) AS numerator, count(*) FILTER (visits > 3) AS denominator
FROM units LEFT JOIN membership USING (level, unit_id) GROUP BY ALL
UNION ALL
SELECT 'acsc', level, unit_id, total(sum(acsc_admissions) FILTER (is_under_75)), count(*) FILTER (is_under_75)
FROM units LEFT JOIN membership USING (level, unit_id) GROUP BY ALL
UNION ALL
SELECT 'ed_rate', level, unit_id, total(sum(emergency_visits)), count(person_key)
FROM units LEFT JOIN membership USING (level, unit_id) GROUP BY ALL;

-- md_panel: physicians of specialty 00 or 05 in practice at D with somebody attributed, and the persons of these.
CREATE TABLE panels AS
SELECT physician_id, truth.oht_id, count(*) AS persons
FROM person_facts
JOIN physicians USING (physician_id)
JOIN physician_truth AS truth USING (physician_id)
WHERE specialty_code IN ('00', '05') AND is_open_at_end(start_date, end_date)
GROUP BY ALL;

CREATE TABLE panel_units AS
SELECT 'practice' AS level, physician_id AS unit_id, persons FROM panels
UNION ALL SELECT 'oht', oht_id, persons FROM panels WHERE oht_id IS NOT NULL
UNION ALL SELECT 'province', 'ontario', persons FROM panels;

INSERT INTO results
SELECT 'md_panel', level, unit_id, total(sum(persons)), count(persons)
FROM units LEFT JOIN panel_units USING (level, unit_id) GROUP BY ALL;
