-- What somebody is writing down at the counter and has not received yet; it becomes an act, or goes within a week. Not in
-- backups. Names of people stand in it in the clear, as they do in the desk's other tables.
create table desk.draft (
  id            text    primary key,                                   -- drawn by the page
  by            text    not null,                                      -- who saved it last
  words         text    not null check (length(words) <= 40000),       -- the page's own; read by nobody else
  saved_at_us   bigint  not null
);
grant select, insert, update, delete on desk.draft to tachiai_app;
