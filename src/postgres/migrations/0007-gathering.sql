-- Who was asked to come to a witnessed act, and what they said. It binds nobody and proves nothing: a witness counts by
-- the signature before the screen. So it is no act; not in backups; gone 30 days after the day. Names stand in the clear.
create table desk.gathering (
  id               text    primary key,                                  -- drawn by the office
  request          text    not null,
  act              text    not null check (act in ('viewing', 'takeOut')),
  operator         text    not null,                                     -- who is to work the screen: may not count
  from_us          bigint  not null,
  minutes          integer not null check (minutes > 0),
  place            text    not null,
  answer_by_us     bigint  not null,
  by               text    not null,                                     -- who asked
  asked_at_us      bigint  not null,
  ended_at_us      bigint                                                -- called off, or followed by another; null: stands
);
-- One at a time for an act of a case.
create unique index gathering_standing on desk.gathering (request, act) where ended_at_us is null;

create table desk.called (
  gathering        text    not null references desk.gathering on delete cascade,
  person           text    not null,
  code_hash        bytea   unique check (length(code_hash) = 32),        -- SHA-256 of 80 random bits; null: used
  coming           boolean,                                              -- null: no answer yet
  how              text    check (how in ('link', 'seat', 'told')),      -- by the link, signed in, told to somebody here
  noted_by         text,                                                 -- told: to whom
  answered_at_us   bigint,
  primary key (gathering, person),
  check ((coming is null) = (how is null) and (coming is null) = (answered_at_us is null))
);
create index called_person on desk.called (person);
grant select, insert, update, delete on desk.gathering, desk.called to tachiai_app;
