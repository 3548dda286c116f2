-- Method 5.5, 13.1 and 13.2: the network of a corporation and of a provider, and the teams of a network.
-- `formed` holds the corporations by formed network, and is empty when networks are supplied.
CREATE TABLE corporations AS
SELECT
    corporation_id,
    CASE WHEN method_network_rule() = 'formed' THEN formed.network_id ELSE supplied.network_id END AS network_id
FROM supplied_networks AS supplied LEFT JOIN formed USING (corporation_id);

CREATE TABLE provider_networks AS
SELECT provider.*, corporations.network_id
FROM provider_corporations AS provider LEFT JOIN corporations USING (corporation_id);

-- A formed network has the rows of the supplied network of its corporation with most people, of those that have rows.
CREATE TABLE leading_corporations AS
SELECT formed.network_id, arg_min(corporation_id, (-coalesce(seeds.people, 0), corporation_id)) AS corporation_id
FROM formed JOIN supplied_networks AS supplied USING (corporation_id) LEFT JOIN seeds USING (corporation_id)
WHERE supplied.network_id IN (SELECT network_id FROM network_ohts)
GROUP BY formed.network_id;

CREATE TABLE teams_of_networks AS
SELECT network_id, oht_id, physician_id, group_id, area_id
FROM network_ohts WHERE method_network_rule() = 'supplied'
UNION ALL
SELECT chief.network_id, oht_id, physician_id, group_id, area_id
FROM leading_corporations AS chief
JOIN supplied_networks AS seed USING (corporation_id)
JOIN network_ohts ON seed.network_id = network_ohts.network_id;
