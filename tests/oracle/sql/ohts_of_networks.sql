-- Method 5.6: network -> OHT, alone or by a deciding key. Two OHTs under one key decide nothing: they make no row here.
CREATE TABLE single_ohts AS
SELECT network_id, min(oht_id) AS oht_id
FROM teams_of_networks
GROUP BY network_id
HAVING count(DISTINCT oht_id) = 1 AND count(physician_id) + count(group_id) + count(area_id) = 0;

CREATE TABLE ohts_by_physician AS
SELECT network_id, physician_id, min(oht_id) AS oht_id
FROM teams_of_networks WHERE physician_id IS NOT NULL
GROUP BY network_id, physician_id HAVING count(DISTINCT oht_id) = 1;

CREATE TABLE ohts_by_group AS
SELECT network_id, group_id, min(oht_id) AS oht_id
FROM teams_of_networks WHERE group_id IS NOT NULL
GROUP BY network_id, group_id HAVING count(DISTINCT oht_id) = 1;

CREATE TABLE ohts_by_area AS
SELECT network_id, area_id, min(oht_id) AS oht_id
FROM teams_of_networks WHERE area_id IS NOT NULL
GROUP BY network_id, area_id HAVING count(DISTINCT oht_id) = 1;

-- The OHT decided for a provider without any person's area. A centre has no row of its own and no group.
CREATE TABLE provider_truth AS
SELECT
    kind, provider_id, provider.group_id, corporation_id, network_id, network_basis, hospital_tie_step,
    coalesce(alone.oht_id, by_physician.oht_id, by_group.oht_id) AS oht_id
FROM provider_networks AS provider
LEFT JOIN single_ohts AS alone USING (network_id)
LEFT JOIN ohts_by_physician AS by_physician
    ON by_physician.network_id = provider.network_id
    AND provider.kind = 'physician' AND by_physician.physician_id = provider.provider_id
LEFT JOIN ohts_by_group AS by_group
    ON by_group.network_id = provider.network_id AND by_group.group_id = provider.group_id;

CREATE VIEW physician_truth AS
SELECT provider_id AS physician_id, * EXCLUDE (kind, provider_id) FROM provider_truth WHERE kind = 'physician';

CREATE VIEW centre_truth AS
SELECT provider_id AS centre_id, * EXCLUDE (kind, provider_id, group_id) FROM provider_truth WHERE kind = 'centre';
