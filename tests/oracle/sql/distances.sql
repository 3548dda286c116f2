-- Method 5.4 and 5.5: corporations with their supplied network, and metres on a sphere of 6,371,000 m.
-- Sites that several drops give to different networks, or to none beside one, leave their corporation without.
CREATE TABLE supplied_networks AS
SELECT
    corporation_id,
    CASE WHEN count(DISTINCT coalesce(network_id, '')) = 1 THEN max(network_id) END AS network_id
FROM hospitals GROUP BY corporation_id;

CREATE MACRO metres_between(north, east, other_north, other_east) AS CAST(round(6371000 * sqrt(
    pow(radians(north - other_north), 2)
    + pow(radians(east - other_east) * cos(radians((north + other_north) / 2)), 2)
)) AS BIGINT);

-- A corporation is as far as its nearest site. Without both places there is no distance.
CREATE TABLE distances AS
WITH pairs AS (
    SELECT
        area.area_id, site.corporation_id,
        metres_between(site.latitude, site.longitude, area.latitude, area.longitude) AS metres
    FROM areas AS area CROSS JOIN hospitals AS site
)
SELECT area_id, corporation_id, min(metres) AS metres
FROM pairs WHERE metres IS NOT NULL
GROUP BY area_id, corporation_id;

-- The nearest corporation with a network, by area, and what told it from the next. When networks are formed, every
-- corporation has one (13.2).
CREATE TABLE nearest_corporations AS
SELECT
    area_id, corporation_id,
    CASE
        WHEN lead(corporation_id) OVER near IS NULL THEN 'none'
        WHEN metres <> lead(metres) OVER near THEN 'distance'
        ELSE 'id'
    END AS tie_step
FROM distances JOIN supplied_networks USING (corporation_id)
WHERE network_id IS NOT NULL OR method_network_rule() = 'formed'
WINDOW near AS (PARTITION BY area_id ORDER BY metres, corporation_id)
QUALIFY row_number() OVER near = 1;
