-- Method 1.1, the two tables about networks: which teams a network has, and what it was combined into (13.1, 13.4).
-- The shares of a network are judged over all its rows of the drop: all rows say one or none does, the rows of a team
-- say the same, and those of the teams add up to 1, to within 0.005.
CREATE TABLE checked_network_ohts AS
WITH typed AS (
    SELECT *, try_cast(population_share AS DECIMAL(18, 9)) AS share FROM raw_network_ohts
),
shares_of_teams AS (
    SELECT
        drop_index, network_id, oht_id, count(*) AS rows, count(share) AS said, count(DISTINCT share) AS different,
        max(share) AS share
    FROM typed GROUP BY drop_index, network_id, oht_id
),
networks_judged AS (
    SELECT
        drop_index, network_id,
        sum(said) = 0
        OR (sum(said) = sum(rows) AND max(different) = 1 AND abs(sum(share) - 1) <= 0.005) AS adds_up
    FROM shares_of_teams GROUP BY drop_index, network_id
)
SELECT
    typed.drop_index,
    typed.network_id IS NULL OR oht_id IS NULL OR fails(is_area(area_id))
    OR is_unreadable(population_share, share) OR fails(share BETWEEN 0 AND 1)
    OR NOT adds_up
    -- 5.6: a row decides for one thing.
    OR (physician_id IS NOT NULL)::INTEGER + (group_id IS NOT NULL)::INTEGER + (area_id IS NOT NULL)::INTEGER > 1
        AS is_broken,
    typed.network_id, oht_id, physician_id, group_id, area_id, share AS population_share
FROM typed
JOIN networks_judged AS judged
    ON typed.drop_index = judged.drop_index AND typed.network_id IS NOT DISTINCT FROM judged.network_id;

-- A row stands in a circle when the network it is combined into leads back to its own.
CREATE TABLE checked_combined_networks AS
WITH RECURSIVE leads AS (
    SELECT drop_index, network_id, combined_into FROM raw_combined_networks
    UNION
    SELECT leads.drop_index, leads.network_id, next.combined_into
    FROM leads JOIN raw_combined_networks AS next
        ON leads.drop_index = next.drop_index AND leads.combined_into = next.network_id
),
judged AS (
    SELECT
        row.drop_index, row.network_id, row.combined_into,
        row.network_id IS NULL OR row.combined_into IS NULL OR row.network_id = row.combined_into
        OR EXISTS (
            SELECT 1 FROM leads
            WHERE leads.drop_index = row.drop_index
              AND leads.network_id = row.combined_into AND leads.combined_into = row.network_id
        ) AS is_unsound
    FROM raw_combined_networks AS row
)
-- Of two targets that are left none is believed.
SELECT
    drop_index,
    is_unsound
    OR count(DISTINCT combined_into) FILTER (NOT is_unsound) OVER (PARTITION BY drop_index, network_id) > 1 AS is_broken,
    network_id, combined_into
FROM judged;
