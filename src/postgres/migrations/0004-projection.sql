-- Lines of registers as the acts left them: derived, made anew by `tachiai ledger rebuild`, never in a backup.

create schema projection;

-- One line. What stands in it is sealed with the key of the file it was written from, and dies with it.
create table projection.line (
  file          bigint  not null references ledger.file,
  register      text    not null,
  place         integer not null check (place >= 0),     -- among the file's lines in this register
  held_at_us    bigint  not null,
  closed_at_us  bigint,
  kept_until_us bigint,
  sealed        bytea   not null,
  primary key (file, register, place)
);
create index line_register on projection.line (register, held_at_us);

-- Files in which nothing is open: until when their lines are kept, and on the shelf of which register.
create table projection.closed_file (
  file          bigint  primary key references ledger.file,
  register      text    not null,
  closed_at_us  bigint  not null,
  kept_until_us bigint  not null
);

grant usage on schema projection to tachiai_app;
grant select, insert, update, delete on all tables in schema projection to tachiai_app;
