SELECT
    hospital_no AS hospital_id, corporation_no AS corporation_id, network_no AS network_id, lat AS latitude,
    long AS longitude
FROM {delivered}
