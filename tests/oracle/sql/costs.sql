-- Families 44.1 and 44.2: whole dollars of twelve months of every counted person, in all and by sector.
CREATE TABLE dollars_by_sector AS
SELECT person_key, sector, (sum(cost_cents) + 50) // 100 AS dollars
FROM costs WHERE in_months_to_end(cost_month, 12)
GROUP BY person_key, sector;

CREATE TABLE dollars AS
SELECT person_key, coalesce(dollars, 0)::BIGINT AS dollars
FROM counted_persons LEFT JOIN (
    SELECT person_key, (sum(cost_cents) + 50) // 100 AS dollars
    FROM costs WHERE in_months_to_end(cost_month, 12) GROUP BY person_key
) USING (person_key);

INSERT INTO person_counts SELECT 'cost_pc', person_key, dollars, 1 FROM dollars;

INSERT INTO person_counts
SELECT 'cost_pc_' || asked.sector, person_key, coalesce(own.dollars, 0)::BIGINT, 1
FROM counted_persons
CROSS JOIN (SELECT unnest(['acute', 'emergency', 'physician', 'drugs', 'home_care', 'long_term_care']) AS sector) AS asked
LEFT JOIN dollars_by_sector AS own USING (person_key, sector);

-- 44.3: how many cost as much or more, oneself and one's equals counted; at most so many in a hundred.
CREATE TABLE ranked_dollars AS
SELECT
    person_key, dollars,
    (SELECT count(*) FROM dollars) AS everybody,
    count(*) OVER (ORDER BY dollars DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reached
FROM dollars;

CREATE TABLE costliest AS
SELECT
    asked.share, person_key, dollars,
    dollars > 0 AND reached * 100 <= everybody * asked.share AS is_in
FROM ranked_dollars CROSS JOIN (SELECT unnest([5, 1]) AS share) AS asked;

INSERT INTO person_counts SELECT 'hcu' || share, person_key, is_in::BIGINT, 1 FROM costliest;

INSERT INTO person_counts
SELECT 'hcu' || share || '_cost_share', person_key, CASE WHEN is_in THEN dollars ELSE 0 END, dollars FROM costliest;
