-- :name decide
INSERT INTO safeguarding (pncid, option, state, note, lead, day, at, by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- :name of_person
SELECT number, pncid, option, state, note, lead, day, at, by,
       number = (SELECT max(number) FROM safeguarding AS later
                 WHERE later.pncid = decision.pncid AND later.option = decision.option)
FROM safeguarding AS decision WHERE pncid = ?1 ORDER BY number;

-- :name decided
SELECT pncid, count(DISTINCT option) FROM safeguarding GROUP BY pncid ORDER BY pncid;
