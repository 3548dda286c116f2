SELECT network_no AS network_id, part_of AS combined_into
FROM {delivered}
