-- Lists that a person comes back to: a room's filters under a name of her own.
CREATE TABLE saved_filter (
    id TEXT PRIMARY KEY,
    employee_id TEXT NOT NULL REFERENCES employee (id),
    room TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The filters as they stand in the room's link. Somebody's name may be among them.
    query TEXT NOT NULL,
    -- The order they are shown in.
    place INTEGER NOT NULL,
    UNIQUE (employee_id, room, name)
) WITHOUT ROWID;
