-- Where an agency stands in the tree of agencies. Agencies founded before had no level; they stand alone until they are told one.

alter table agency
  add column level text check (level in ('province', 'city', 'county')),
  add column superior text;
create index agency_under on agency (superior) where superior is not null;
