-- The ledger (design/ledger.md): leaves in one tree, their bodies sealed, keys of files wrapped by shelves.
-- What is written here is never changed. Numbers count from 1, indexes from 0; instants are µs since the epoch.

create schema ledger;

-- Which ledger this is: its name and key. A succession (design/backup.md) adds a row; the newest counts.
create table ledger.origin (
  number        integer primary key check (number > 0),
  origin        text    not null unique check (origin ~ '^tachiai/[0-9a-f]{32}$'),
  key           text    not null unique,      -- verifier key of C2SP signed-note
  before        text,                         -- canonical JSON { origin, key, checkpoint, size, before } of the ledger it succeeds; null: the first
  founded_at_us bigint  not null,
  check ((number = 1) = (before is null))
);

-- 簿冊の件: what belongs to one case or thing and shares one key.
create table ledger.file (
  number        bigint primary key check (number > 0),
  name          text   not null unique,
  opened_at_us  bigint not null
);

-- One thing's events in order. The name is never in a leaf.
create table ledger.stream (
  number        bigint primary key check (number > 0),
  name          text   not null unique
);

-- Without foreign keys: each would lock its stream's row for every leaf. `verify` holds the columns to the bytes.
create table ledger.leaf (
  index         bigint primary key check (index >= 0),
  stream        bigint not null,
  n             bigint not null check (n > 0),
  bytes         bytea  not null check (length(bytes) <= 4096),
  unique (stream, n)
);

-- The sealed body of a leaf: nonce, ciphertext, tag. Goes when the years are over, after its key has died.
create table ledger.body (
  index         bigint primary key,
  file          bigint not null,              -- whose key opens it
  sealed        bytea  not null
);
create index body_file on ledger.body (file);
alter table ledger.body alter column sealed set storage external;   -- ciphertext does not shrink

-- Full tiles of the tree (C2SP tlog-tiles): 256 hashes each. Partial ones are made from what is below them.
create table ledger.tile (
  level         smallint not null check (level >= 0),
  n             bigint   not null check (n >= 0),
  hashes        bytea    not null check (length(hashes) = 8192),
  primary key (level, n)
);
alter table ledger.tile alter column hashes set storage external;

-- The tree after each transaction. Its primary key is why two writers cannot both win.
create table ledger.head (
  size          bigint primary key check (size >= 0),
  root          bytea  not null check (length(root) = 32),
  at_us         bigint not null
);

-- Heads that were signed: C2SP checkpoints as signed notes.
create table ledger.checkpoint (
  size          bigint primary key references ledger.head,
  note          text   not null
);

-- A file's key as it lies on a shelf; a file may lie on several, the one placed last counts.
create table ledger.file_key (
  file          bigint not null references ledger.file,
  shelf         text   not null,
  wrapped       bytea  not null check (length(wrapped) = 60),
  placed_at_us  bigint not null,
  primary key (file, shelf)
);
create index file_key_shelf on ledger.file_key (shelf);

-- Papers that belong to a file, sealed in parts.
create table ledger.attachment (
  id            bytea  primary key check (length(id) = 16),
  file          bigint not null references ledger.file,
  size_bytes    bigint not null check (size_bytes >= 0),
  added_at_us   bigint not null
);
create table ledger.attachment_part (
  attachment    bytea  not null references ledger.attachment,
  part          integer not null check (part >= 0),
  sealed        bytea  not null,
  primary key (attachment, part)
);
alter table ledger.attachment_part alter column sealed set storage external;

-- One act, or many of a machine, in one call: all rows and the head that follows, or nothing.
-- Refuses (serialization_failure) where the head is not the one the writer knows.
create function ledger.append(
  known_size bigint, next_size bigint, next_root bytea, at_us bigint,
  streams bigint[], ns bigint[], leaves bytea[], files bigint[], bodies bytea[],
  tile_levels smallint[], tile_ns bigint[], tile_hashes bytea[]
) returns void language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtext('tachiai.ledger'));
  if (select max(size) from ledger.head) is distinct from known_size then
    raise exception 'the ledger was continued by another writer' using errcode = '40001';
  end if;
  insert into ledger.leaf (index, stream, n, bytes)
    select known_size + at - 1, stream, n, bytes
    from unnest(streams, ns, leaves) with ordinality as row (stream, n, bytes, at);
  insert into ledger.body (index, file, sealed)
    select known_size + at - 1, file, sealed
    from unnest(files, bodies) with ordinality as row (file, sealed, at);
  insert into ledger.tile (level, n, hashes)
    select * from unnest(tile_levels, tile_ns, tile_hashes);
  insert into ledger.head (size, root, at_us) values (next_size, next_root, at_us);
end $$;

-- What is written stays. Only the owner, and only where the years are over, takes away what no key opens any more.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on ledger.% is refused: what is recorded is never changed', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;
create function ledger.refuse_unless_owner() returns trigger language plpgsql as $$
begin
  if current_user = 'tachiai_owner' and tg_op = 'DELETE' then return old; end if;
  raise exception '% on ledger.% is refused: what is recorded is never changed', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

do $$
declare name text;
begin
  foreach name in array array['origin','file','stream','leaf','tile','head','checkpoint'] loop
    execute format('create trigger stays before update or delete on ledger.%I for each row execute function ledger.refuse_change()', name);
    execute format('create trigger stays_whole before truncate on ledger.%I execute function ledger.refuse_change()', name);
  end loop;
  foreach name in array array['body','file_key','attachment','attachment_part'] loop
    execute format('create trigger stays before update or delete on ledger.%I for each row execute function ledger.refuse_unless_owner()', name);
    execute format('create trigger stays_whole before truncate on ledger.%I execute function ledger.refuse_change()', name);
  end loop;
end $$;

grant usage on schema ledger to tachiai_app;
grant select, insert on all tables in schema ledger to tachiai_app;
