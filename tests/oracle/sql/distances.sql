-- Method 5.4 and 5.5: corporations with their network, and metres from an area to each on a sphere of 6,371,000 m.
-- Sites that several drops give to different networks, or to none beside one, leave their corporation without.
CREATE TABLE corporations AS
SELECT
    corporation_id,
    CASE WHEN count(DISTINCT coalesce(network_id, '')) = 1 THEN max(network_id) END AS network_id
FROM hospitals GROUP BY corporation_id;

-- A corporation is as far as its nearest site.
CREATE TABLE distances AS
SELECT
    area.area_id, site.corporation_id,
    min(CAST(round(6371000 * sqrt(
        pow(radians(site.latitude - area.latitude), 2)
        + pow(radians(site.longitude - area.longitude) * cos(radians((site.latitude + area.latitude) / 2)), 2)
    )) AS BIGINT)) AS metres
FROM areas AS area CROSS JOIN hospitals AS site
GROUP BY area.area_id, site.corporation_id;

-- The nearest corporation with a network, by area, and what told it from the next.
CREATE TABLE nearest_corporations AS
SELECT
    area_id, corporation_id, network_id,
    CASE
        WHEN lead(corporation_id) OVER near IS NULL THEN 'none'
        WHEN metres <> lead(metres) OVER near THEN 'distance'
        ELSE 'id'
    END AS tie_step
FROM distances JOIN corporations USING (corporation_id)
WHERE network_id IS NOT NULL
WINDOW near AS (PARTITION BY area_id ORDER BY metres, corporation_id)
QUALIFY row_number() OVER near = 1;
