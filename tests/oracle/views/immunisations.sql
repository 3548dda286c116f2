SELECT
    dose_no AS immunisation_id, as_key(health_number) AS person_key, given_on AS given_date,
    CASE vaccine
        WHEN 'DTaP-IPV-Hib' THEN 'dtap_ipv_hib' WHEN 'DTaP-IPV' THEN 'dtap_ipv' WHEN 'Tdap' THEN 'tdap'
        WHEN 'Pneu-C' THEN 'pneumococcal' WHEN 'Rota' THEN 'rotavirus' WHEN 'Men-C' THEN 'men_c'
        WHEN 'Men-ACYW' THEN 'men_acyw' WHEN 'Men-B' THEN 'men_b' WHEN 'MMR' THEN 'mmr' WHEN 'MMRV' THEN 'mmrv'
        WHEN 'Var' THEN 'varicella' WHEN 'HB' THEN 'hb' WHEN 'HPV' THEN 'hpv' WHEN 'Inf' THEN 'influenza'
        WHEN 'COVID-19' THEN 'covid19' WHEN 'RSV' THEN 'rsv' WHEN 'Zoster' THEN 'zoster' WHEN 'Other' THEN 'other'
        ELSE 'unknown: ' || vaccine END AS agent_code,
    CASE given_by
        WHEN 'PC' THEN 'provider' WHEN 'PH' THEN 'pharmacy' WHEN 'PHU' THEN 'public_health'
        ELSE 'unknown: ' || given_by END AS vaccinator_code
FROM {delivered}
