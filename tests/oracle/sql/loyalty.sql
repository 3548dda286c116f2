-- Method 14: flows between networks and between teams, loyalty of every unit, and what the networks are.
CREATE TABLE oracle_flows AS
SELECT 'network' AS level, network_id AS unit_id, care_network_id AS care_unit_id, kind, count(*) AS total
FROM care_given GROUP BY ALL
UNION ALL
SELECT 'oht', oht_id, care_oht_id, kind, count(*) FROM care_given GROUP BY ALL;

CREATE TABLE oracle_loyalty AS
SELECT 'group' AS level, group_id AS unit_id, kind, count(*) FILTER (care_group_id = group_id) AS inside, count(*) AS total
FROM care_given WHERE group_id IS NOT NULL AND kind <> 'admissions' GROUP BY ALL
UNION ALL
SELECT 'network', network_id, kind, count(*) FILTER (care_network_id = network_id), count(*) FROM care_given GROUP BY ALL
UNION ALL
SELECT 'oht', oht_id, kind, count(*) FILTER (care_oht_id = oht_id), count(*) FROM care_given GROUP BY ALL
UNION ALL
SELECT 'province', 'ontario', kind, count(*) FILTER (care_oht_id = oht_id), count(*) FROM care_given GROUP BY ALL;

-- Networks that a corporation, a physician or a counted person has.
CREATE TABLE oracle_networks AS
WITH parts AS (
    SELECT network_id, 'corporation' AS part FROM corporations
    UNION ALL
    SELECT network_id, CASE WHEN list_contains(method_primary_care_specialties(), specialty_code)
        THEN 'family physician' ELSE 'specialist' END
    FROM physician_truth JOIN physicians USING (physician_id)
    UNION ALL
    SELECT network_id, 'person' FROM attribution
)
SELECT
    network_id, method_network_rule() AS network_rule,
    count(*) FILTER (part = 'corporation') AS corporations,
    count(*) FILTER (part = 'person') AS people,
    count(*) FILTER (part = 'family physician') AS family_physicians,
    count(*) FILTER (part = 'specialist') AS specialists
FROM parts WHERE network_id IS NOT NULL GROUP BY network_id;
