SELECT
    fsa AS area_id, network_no AS network_id, lat AS latitude, long AS longitude,
    CASE rural WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE rural END AS is_rural,
    deprivation AS deprivation_quintile, income AS income_quintile
FROM {delivered}
