-- Method 5.8: area -> network, by where its residents' providers belong, or by the area table.
CREATE TABLE residents_of_networks AS
SELECT person.area_id, provider.network_id, count(*) AS residents
FROM standing AS person
JOIN provider_truth AS provider
    ON provider.kind = CASE WHEN person.centre_id IS NULL THEN 'physician' ELSE 'centre' END
    AND provider.provider_id = coalesce(person.centre_id, person.physician_id)
WHERE person.area_id IS NOT NULL AND provider.network_id IS NOT NULL
GROUP BY person.area_id, provider.network_id;

CREATE TABLE pluralities AS
WITH metres_to_networks AS (
    SELECT area_id, network_id, min(metres) AS metres
    FROM distances JOIN corporations USING (corporation_id)
    WHERE network_id IS NOT NULL
    GROUP BY area_id, network_id
)
SELECT area_id, network_id
FROM residents_of_networks LEFT JOIN metres_to_networks USING (area_id, network_id)
QUALIFY row_number() OVER (PARTITION BY area_id ORDER BY residents DESC, metres NULLS LAST, network_id) = 1;

CREATE TABLE area_truth AS
WITH known AS (
    SELECT area_id FROM areas
    UNION SELECT area_id FROM counted_persons WHERE area_id IS NOT NULL
),
led AS (
    SELECT
        area_id,
        CASE WHEN method_area_rule() = 'supplied' THEN areas.network_id END AS supplied,
        pluralities.network_id AS plurality,
        corporations.network_id AS nearest
    FROM known
    LEFT JOIN areas USING (area_id)
    LEFT JOIN pluralities USING (area_id)
    LEFT JOIN nearest_corporations USING (area_id)
    LEFT JOIN corporations USING (corporation_id)
),
placed AS (
    SELECT
        area_id,
        coalesce(supplied, plurality, nearest) AS network_id,
        CASE WHEN supplied IS NOT NULL THEN 'supplied' WHEN plurality IS NOT NULL THEN 'plurality'
             WHEN nearest IS NOT NULL THEN 'nearest' END AS area_basis
    FROM led
)
SELECT area_id, network_id, area_basis, coalesce(alone.oht_id, by_area.oht_id) AS oht_id
FROM placed
LEFT JOIN single_ohts AS alone USING (network_id)
LEFT JOIN ohts_by_area AS by_area USING (network_id, area_id);
