-- The first day that a unit is not used any more, as the organisation has it. Cases may lie in it all the same.
ALTER TABLE unit ADD COLUMN ended TEXT;
