-- :name log
INSERT INTO sharing (pncid, day, shared, partner, power, basis, reason, bcu, at, by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);

-- :name of_person
SELECT number, pncid, day, shared, partner, power, basis, reason, bcu, at, by
FROM sharing WHERE pncid = ?1 ORDER BY number;

-- ?1 to ?4 as for activity's list.

-- :name list
SELECT number, pncid, day, shared, partner, power, basis, reason, bcu, at, by
FROM sharing
WHERE (?1 IS NULL OR instr(?1, ' ' || bcu || ' ') > 0) AND (?2 IS NULL OR bcu = ?2)
  AND (?3 IS NULL OR day >= ?3) AND (?4 IS NULL OR day <= ?4)
ORDER BY day, number;
