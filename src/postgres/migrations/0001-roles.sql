-- Who may do what in this database. Run once by a superuser, or by whoever made a server's own database ready.
-- tachiai_owner: migrations, and taking away what no key opens any more; never held by the running office.
-- tachiai_app:   the running office: reads and adds.
-- tachiai_inbox: public pages: may put a letter into the inbox and nothing else.

create schema inbox;
create table inbox.letter (
  number      bigint generated always as identity primary key,
  arrived_at  timestamptz not null default now(),
  sealed      bytea not null check (length(sealed) <= 1048576)
);
grant usage on schema inbox to tachiai_inbox, tachiai_app;
grant insert (sealed) on inbox.letter to tachiai_inbox;
grant select on inbox.letter to tachiai_app;
