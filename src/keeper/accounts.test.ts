import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountsIn } from '#accounts/accounts.ts'
import { isSeparated } from './accounts.ts'

const passwd = `root:x:0:0:root:/root:/bin/bash
taro:x:1000:1000:Taro,,,:/home/taro:/bin/bash
tachiai-keeper:x:998:997:Tachiai:/:/usr/sbin/nologin
tachiai-room:x:996:995::/:/usr/sbin/nologin
+::::::
broken`

test('accounts are read from passwd; what is no account is left out', () => {
  assert.deepEqual(
    accountsIn(passwd).map(({ name, uid, gid }) => `${name} ${uid} ${gid}`),
    ['root 0 0', 'taro 1000 1000', 'tachiai-keeper 998 997', 'tachiai-room 996 995'],
  )
})

test('分離あり is said only of a keeper whose user nobody else is', () => {
  const separated = (uid: number, starter: number, text = passwd) =>
    isSeparated(uid, starter, accountsIn(text))
  assert.ok(separated(998, 0))
  assert.equal(separated(0, 0), false, 'root')
  assert.equal(separated(1000, 0), false, 'a person')
  assert.equal(separated(998, 998), false, 'started by itself')
  assert.equal(separated(4711, 0), false, 'a number without an account')
  assert.equal(separated(998, 0, passwd.replace('tachiai-room', 'other')), false, 'no room user')
  assert.equal(separated(998, 0, passwd.replace(':996:', ':998:')), false, 'shared with the room')
  assert.equal(separated(998, 0, passwd.replace(':1000:1000', ':998:1000')), false, 'shared')
  assert.equal(separated(998, 0, ''), false, 'unreadable')
})
