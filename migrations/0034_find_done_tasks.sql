-- What somebody, a team, or somebody for others has done, the last first: read off an index of one's own, and not walked
-- among all that a municipality has done.
CREATE INDEX task_done_by_assignee
ON task (assignee_id, done_at, row_key, sensitivity, unit_id, team_id, kle, case_id, assigned_team, created_by)
WHERE is_open = 0;
CREATE INDEX task_done_by_team
ON task (assigned_team, done_at, row_key, sensitivity, unit_id, team_id, kle, case_id, assignee_id, created_by)
WHERE is_open = 0 AND assigned_team IS NOT NULL;
CREATE INDEX task_done_by_creator
ON task (created_by, done_at, row_key, sensitivity, unit_id, team_id, kle, case_id, assignee_id, assigned_team)
WHERE is_open = 0;
