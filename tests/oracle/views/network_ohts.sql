SELECT
    network_no AS network_id, oht_no AS oht_id, physician_no AS physician_id, group_no AS group_id, fsa AS area_id,
    people_share AS population_share
FROM {delivered}
