import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { atEnd, folderFor } from './site.ts'

/** A clone with parts from before, and an npm that a test scripts: what it leaves behind is what a registry would have sent. */
async function clone(t: TestContext, npm: string) {
  const folder = await folderFor(t)
  const [root, bin, data] = ['clone', 'bin', 'data'].map(name => join(folder, name))
  for (const made of [root!, bin!, join(data!, 'run'), join(root!, 'node_modules')]) {
    await mkdir(made, { recursive: true })
  }
  for (const file of ['launch.mjs', 'package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(import.meta.dirname, '..', file), join(root!, file))
  }
  await writeFile(join(root!, 'node_modules', 'part'), 'old')
  await writeFile(join(bin!, 'npm'), `#!/bin/sh\nset -e\n${npm}\n`)
  await writeFile(join(bin!, 'systemctl'), '#!/bin/sh\nexit 3\n')
  for (const program of ['npm', 'systemctl']) await chmod(join(bin!, program), 0o755)
  const update = () =>
    new Promise<{ code: number | null; said: string }>(done => {
      const env = { ...process.env, TACHIAI_DATA: data!, PATH: `${bin}:${process.env.PATH}` }
      const child = spawn(process.execPath, [join(root!, 'launch.mjs'), 'update'], {
        env: { ...env, LANG: 'ja_JP.UTF-8', LC_ALL: '' },
      })
      let said = ''
      child.stderr.on('data', chunk => {
        said += chunk
      })
      child.on('close', code => done({ code, said }))
    })
  const part = () => readFile(join(root!, 'node_modules', 'part'), 'utf8')
  return { root: root!, data: data!, update, part }
}

const download =
  'mkdir -p node_modules/.bin; echo new > node_modules/part; : > node_modules/.bin/node'

test('update exchanges the parts whole, beside the old ones until the last moment', async t => {
  const { root, update, part } = await clone(
    t,
    `test "$(cat ../node_modules/part)" = old\n${download}`,
  )
  const { code, said } = await update()
  assert.equal(code, 0, said)
  assert.match(said, /sudo \.\/tachiai service install/)
  assert.equal(await part(), 'new\n')
  assert.ok(!(await readdir(root)).includes('.update'))
})

test('without a network, or with half of the parts, those that were there stay', async t => {
  for (const npm of ['exit 1', 'mkdir node_modules; echo new > node_modules/part']) {
    const { root, update, part } = await clone(t, npm)
    const { code, said } = await update()
    assert.equal(code, 1)
    assert.match(said, /前からある部品はそのままです/)
    assert.equal(await part(), 'old')
    assert.ok(!(await readdir(root)).includes('.update'))
  }
})

test('while a keeper records nothing is exchanged under it', async t => {
  const { data, update, part } = await clone(t, download)
  const door = createServer()
  await new Promise<void>(done => door.listen(join(data, 'run', 'door'), done))
  atEnd(t, () => door.close())
  const { code, said } = await update()
  assert.equal(code, 1)
  assert.match(said, /録画中です[\s\S]*systemctl stop tachiai/)
  assert.equal(await part(), 'old')
})

test('./tachiai runs on the pinned Node where there is one, also through a link and with no other at hand', async t => {
  const { root } = await clone(t, download)
  const { execPath } = process
  await cp(join(import.meta.dirname, '..', 'tachiai'), join(root, 'tachiai'))
  await mkdir(join(root, 'node_modules', '.bin'))
  await writeFile(
    join(root, 'node_modules', '.bin', 'node'),
    `#!/bin/sh\necho pinned "$@"; exec ${execPath} -p 1\n`,
    { mode: 0o755 },
  )
  await symlink(join(root, 'tachiai'), join(root, 'link'))
  const said = await new Promise<string>(done => {
    const child = spawn(join(root, 'link'), ['status'], { env: { PATH: '/usr/bin:/bin' } })
    let text = ''
    child.stdout.on('data', chunk => {
      text += chunk
    })
    child.on('close', () => done(text))
  })
  assert.match(said, /^pinned \S+\/clone\/launch\.mjs status/)
})
