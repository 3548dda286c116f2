-- Method 5.6 and 5.7: the OHT of a person by the provider, else by the person's own area; without any: no_oht.
CREATE TABLE teams AS
SELECT
    person.*,
    provider.corporation_id,
    provider.network_id AS provider_network_id,
    area.network_id AS area_network_id,
    coalesce(provider.oht_id, provider_by_area.oht_id) AS provider_oht_id,
    coalesce(area_alone.oht_id, area_by_area.oht_id) AS area_oht_id
FROM personal_tiers AS person
LEFT JOIN physician_truth AS provider ON person.physician_id = provider.physician_id
LEFT JOIN ohts_by_area AS provider_by_area
    ON provider.network_id = provider_by_area.network_id AND person.area_id = provider_by_area.area_id
LEFT JOIN areas AS area ON person.area_id = area.area_id
LEFT JOIN single_ohts AS area_alone ON area.network_id = area_alone.network_id
LEFT JOIN ohts_by_area AS area_by_area
    ON area.network_id = area_by_area.network_id AND person.area_id = area_by_area.area_id;

-- Whoever ends without a team has no physician, no corporation and no network either.
CREATE TABLE attribution AS
WITH decided AS (
    SELECT
        *,
        CASE WHEN barred_reason IS NULL THEN coalesce(provider_oht_id, area_oht_id) END AS oht_id,
        CASE WHEN provider_oht_id IS NOT NULL THEN 'provider' ELSE 'area' END AS basis
    FROM teams
)
SELECT
    person_key,
    CASE WHEN oht_id IS NULL THEN 'unattributable' ELSE tier END AS tier,
    CASE WHEN oht_id IS NOT NULL THEN physician_id END AS physician_id,
    CASE WHEN oht_id IS NOT NULL THEN tie_step END AS tie_step,
    CASE WHEN oht_id IS NOT NULL THEN corporation_id END AS corporation_id,
    CASE WHEN oht_id IS NOT NULL THEN if(basis = 'provider', provider_network_id, area_network_id) END AS network_id,
    oht_id,
    CASE WHEN oht_id IS NOT NULL THEN basis END AS oht_basis,
    CASE WHEN oht_id IS NULL THEN coalesce(barred_reason, 'no_oht') END AS unattributable_reason
FROM decided;
