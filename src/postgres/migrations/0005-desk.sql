-- The desk (design/desk.md): who comes in, and what is needed between two acts.
--
-- What may happen to a credential is decided and recorded as an act; here lie the
-- secrets alone, and nobody's word is derived from them. In no backup: after a restore codes are given anew.
-- Instants are µs since the epoch, by the office's time.

create schema entrance;

-- What a person proves themself with: Argon2id (RFC 9106) with the parameters it was made with.
create table entrance.secret (
  person        text    primary key,
  login_id      text    not null unique,
  kind          text    not null check (kind in ('code', 'password')),  -- code: of one use, from the issuer's hand
  hash          bytea   not null check (length(hash) = 32),
  salt          bytea   not null check (length(salt) = 16),
  memory_kib    integer not null check (memory_kib > 0),
  passes        integer not null check (passes > 0),
  set_at_us     bigint  not null,
  ends_at_us    bigint,                                                 -- of a code; null: the rule document says
  check ((kind = 'code') = (ends_at_us is not null))
);

-- Who is in. The token is nowhere but in the browser.
create table entrance.session (
  token_hash    bytea   primary key check (length(token_hash) = 32),   -- SHA-256 of 32 random bytes
  id            text    not null unique,                               -- names it to its own person; opens nothing
  person        text    not null,
  posts         text[]  not null,                                      -- held at its beginning: one that ends, ends it
  terminal      text,                                                  -- whose key was proven at its beginning; null: none
  terminal_key  bytea,                                                 -- SHA-256 of that key
  started_at_us bigint  not null,
  seen_at_us    bigint  not null,
  check ((terminal is null) = (terminal_key is null))
);
create index session_person on entrance.session (person);

-- Codes of one use that are no credential's: a terminal to be enrolled, the first person of an office.
create table entrance.invitation (
  code_hash     bytea   primary key check (length(code_hash) = 32),    -- SHA-256 of 80 random bits
  purpose       text    not null check (purpose in ('terminal', 'first')),
  invited_by    text    not null,
  words         text    not null,                                      -- canonical JSON: what is entered when it is used
  ends_at_us    bigint  not null
);

-- People's own security keys, as this office checks them; whom a keeper believes is the keeper's roster. Public.
create table entrance.key (
  id            text    primary key,                                   -- credential id, base64url
  person        text    not null,
  key           text    not null,                                      -- canonical JSON Web Key
  attachment    text    not null check (attachment in ('cross-platform', 'platform')),
  sign_count    bigint  not null,
  added_at_us   bigint  not null
);
create index key_person on entrance.key (person);

grant usage on schema entrance to tachiai_app;
grant select, insert, update, delete on all tables in schema entrance to tachiai_app;

-- What the desk needs between two acts; what came of it stands in the acts. Rows go after 30 days.
create schema desk;

-- The manager's word to an operator. request null: once and for all, for routine work.
create table desk.instruction (
  number        bigint  generated always as identity primary key,
  by            text    not null,
  told          text    not null,
  request       text,
  at_us         bigint  not null
);
create index instruction_told on desk.instruction (told);

-- Whom the manager lets look at a request's pictures, besides who asked.
create table desk.permitted (
  request       text    not null,
  name          text    not null,
  by            text    not null,
  at_us         bigint  not null,
  primary key (request, name)
);

-- Papers that were handed in, by their hash, as events name them; the paper itself lies sealed in ledger.attachment
-- and takes this row along when its years are over. The one table here that is in backups: it names nobody.
create table desk.paper (
  attachment    bytea   primary key references ledger.attachment on delete cascade,
  file          text    not null,
  sha256        text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes    bigint  not null,
  media_type    text    not null,                                      -- as its first bytes look; nobody relies on it
  added_at_us   bigint  not null
);
create unique index paper_named on desk.paper (file, sha256);

grant usage on schema desk to tachiai_app;
grant select, insert, update, delete on all tables in schema desk to tachiai_app;
