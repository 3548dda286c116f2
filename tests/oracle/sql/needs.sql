-- Method 7: the cohort by unit (a group's is the sum of its practices'), the two needs by practice, and the tiers by unit.
CREATE TABLE cohort AS
SELECT level, unit_id, count(*) FILTER (is_frequent_ed) AS persons
FROM units LEFT JOIN membership USING (level, unit_id) WHERE level <> 'group' GROUP BY ALL;

CREATE TABLE needs AS
SELECT unit_id AS practice_id, 'no_primary_care_visit' AS need_id, count(*) FILTER (is_without_visit) AS persons
FROM membership WHERE level = 'practice' GROUP BY ALL
UNION ALL
SELECT unit_id, 'frequent_emergency_visits', count(*) FILTER (is_frequent_ed)
FROM membership WHERE level = 'practice' GROUP BY ALL;

CREATE TABLE tier_counts AS
SELECT level, unit_id, tier, count(*) AS persons FROM membership GROUP BY ALL;
