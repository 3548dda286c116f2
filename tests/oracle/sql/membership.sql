-- Method 6 and indicators 18.5: persons of a practice, of a group, of an OHT, of the province.
CREATE TABLE membership AS
SELECT 'practice' AS level, physician_id AS unit_id, * FROM person_facts WHERE physician_id IS NOT NULL
UNION ALL
SELECT 'group', group_id, * FROM person_facts WHERE group_id IS NOT NULL
UNION ALL
SELECT 'oht', oht_id, * FROM person_facts WHERE oht_id IS NOT NULL
UNION ALL
SELECT 'province', 'ontario', * FROM person_facts;

-- An OHT without persons is a unit with zeros; so is a province without persons.
CREATE TABLE units AS
SELECT level, unit_id FROM membership
UNION SELECT 'oht', oht_id FROM ohts
UNION SELECT 'province', 'ontario';
