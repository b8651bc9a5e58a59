import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { device } from './device.ts'
import { siteWithOffice } from './office-site.ts'
import { until } from './site.ts'
import { Browser } from './web-office.ts'

/** Every file below a folder; one that goes meanwhile was none. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter(one => one.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

test('合言葉・一度きりの番号・入った印は、どの記録にも、どのファイルにも、答えの理由にも残らない', async t => {
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  const run = await site.start(['run'])
  let first: { code: string; address: string } | null = null
  await until(
    async () => {
      const { code, value } = await site.json(['account', 'first', '--by', '設置 花子'])
      if (code === 0) first = value
      return code === 0
    },
    () => run.said(),
  )
  const { code, address } = first! as { code: string; address: string }
  const anybody = () => new Browser(address)
  const secrets: Record<string, string> = {
    'the first password': 'hitotsume-no-aikotoba-7731',
    'a wrong password': 'machigai-no-aikotoba-5512',
    'the second password': 'futatsume-no-aikotoba-9904',
    'a password in a broken body': 'kowareta-aikotoba-4427',
    'a password in a wrong member': 'betsu-no-aikotoba-8816',
  }
  const [own, wrong, second, broken, member] = Object.values(secrets) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const unit = '総務課'
  const entered = await anybody().post('/api/first', {
    code,
    appointments: [
      { type: 'NameSection', words: { of: 'no1', unit } },
      {
        type: 'AppointManager',
        words: { person: '課長', of: 'no1', unit, inOffice: true, fromUs: 'now' },
      },
    ],
    ...{ person: '課長', loginId: 'kacho', password: own },
  })
  assert.equal(entered.status, 201, JSON.stringify(entered.json))
  const head = anybody()
  const said: string[] = []
  const told = async (answer: ReturnType<Browser['post']>) => {
    const { json } = await answer
    said.push(JSON.stringify(json))
    return json
  }
  const signIn = (password: string, browser = anybody(), more: object = {}) =>
    browser.post('/api/session', { loginId: 'kacho', password, terminal: null, ...more })
  assert.equal((await signIn(own, head)).status, 201)
  await told(signIn(wrong))
  await told(signIn(member, anybody(), { passwort: member }))
  await told(
    anybody().send('POST', '/api/session', `{"password":"${broken}"`, {
      'content-type': 'application/json',
    }),
  )
  await told(anybody().post(`/api/session?password=${member}`, { password: member }))
  const screen = device()
  const { challenge } = (await anybody().post('/api/terminals/challenge')).json
  const signature = screen.signed(challenge)
  await told(signIn(own, anybody(), { terminal: { terminal: 'x', challenge, signature } }))
  const issued = await head.post('/api/credentials', { person: '職員', loginId: 'shokuin' })
  assert.equal(issued.status, 201, JSON.stringify(issued.json))
  await told(head.post('/api/credentials', { person: '職員', loginId: 'shokuin' }))
  const completed = { loginId: 'shokuin', code: issued.json.code, password: second, terminal: null }
  assert.equal((await anybody().post('/api/credentials/complete', completed)).status, 201)
  await told(anybody().post('/api/credentials/complete', completed))
  const key = { attachment: 'cross-platform', clientDataJSON: 'AA', attestationObject: 'AA' }
  await told(head.post('/api/keys', { ...key, password: wrong }))
  assert.equal((await head.get('/api/ledger')).status, 200)
  Object.assign(secrets, {
    'the first code': code,
    'a code': issued.json.code,
    'a session': head.cookie!.split('=')[1]!,
    'a browser’s mark': head.device!.split('=')[1]!,
  })
  assert.equal(await run.stop(), 0)
  const printed = run.said()
  const files = await filesIn(site.folder)
  assert.ok(
    files.some(file => file.endsWith('postgres.log')),
    'the log of the database was looked at',
  )
  assert.ok(files.length > 50)
  for (const [name, secret] of Object.entries(secrets)) {
    assert.ok(secret.length >= 16, name)
    assert.ok(!printed.includes(secret), `${name} was printed`)
    assert.ok(!said.join().includes(secret), `${name} was answered`)
  }
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    for (const [name, secret] of Object.entries(secrets)) {
      assert.ok(!bytes.includes(secret), `${name} stands in ${file}`)
    }
  }
})
