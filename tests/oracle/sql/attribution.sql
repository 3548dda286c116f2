-- Method 5.6 and 5.7: the OHT of a person by the provider, else by the person's own area; without any: no_oht.
-- The area is asked for those without a provider when the rule is tried, and for the others when the method says so.
CREATE TABLE teams AS
WITH found AS (
    SELECT
        person.*,
        provider.group_id,
        provider.corporation_id,
        provider.network_id AS provider_network_id,
        coalesce(provider.oht_id, provider_by_area.oht_id) AS provider_oht_id,
        area.network_id AS area_network_id,
        CASE WHEN rule = 'area' OR method_unresolved_network() = 'area' THEN area.oht_id END AS area_oht_id
    FROM personal_tiers AS person
    LEFT JOIN provider_truth AS provider
        ON provider.kind = CASE WHEN person.centre_id IS NULL THEN 'physician' ELSE 'centre' END
        AND provider.provider_id = coalesce(person.centre_id, person.physician_id)
    LEFT JOIN ohts_by_area AS provider_by_area
        ON provider.network_id = provider_by_area.network_id AND person.area_id = provider_by_area.area_id
    LEFT JOIN area_truth AS area ON person.area_id = area.area_id
)
SELECT
    *,
    CASE WHEN rule IS NOT NULL THEN coalesce(provider_oht_id, area_oht_id) END AS oht_id,
    CASE WHEN provider_oht_id IS NOT NULL THEN 'provider' ELSE 'area' END AS basis
FROM found;

-- Whoever ends without a team has no rule, no provider, no corporation and no network either.
CREATE TABLE placements AS
SELECT
    person_key, area_id, rule AS tier_rule, physician_id, centre_id, group_id, corporation_id,
    CASE WHEN basis = 'provider' THEN provider_network_id ELSE area_network_id END AS network_id,
    oht_id, basis AS oht_basis, tie_step, NULL AS unattributable_reason
FROM teams WHERE oht_id IS NOT NULL
UNION ALL BY NAME
SELECT person_key, area_id, coalesce(barred_reason, 'no_oht') AS unattributable_reason
FROM teams WHERE oht_id IS NULL;
