-- Words of the source as the model has them; what it does not know stays as delivered, and breaks its row.
SELECT
    as_key(health_number) AS person_key,
    CASE cost_sector
        WHEN 'IP' THEN 'acute' WHEN 'ED' THEN 'emergency' WHEN 'SDS' THEN 'day_surgery' WHEN 'MH' THEN 'mental_health'
        WHEN 'REH' THEN 'rehabilitation' WHEN 'CCC' THEN 'complex_continuing_care' WHEN 'MD' THEN 'physician'
        WHEN 'DRUG' THEN 'drugs' WHEN 'HC' THEN 'home_care' WHEN 'LTC' THEN 'long_term_care' WHEN 'OTH' THEN 'other'
        ELSE cost_sector END AS sector,
    month_start AS cost_month, cents AS cost_cents
FROM {delivered}
