SELECT oht_no AS oht_id, oht_name AS name
FROM {delivered}
