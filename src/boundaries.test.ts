import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

/** Who may import whom: a folder and the folders it builds on. What is not listed does not exist. */
const buildsOn: Record<string, readonly string[]> = {
  canonical: [],
  civil: [],
  fault: [],
  accounts: [],
  hash: [],
  video: [],
  lan: ['fault'],
  law: ['civil'],
  domain: ['civil', 'law'],
  registers: ['civil', 'law', 'domain'],
  letters: ['civil', 'law', 'domain', 'registers'],
  forms: ['fault', 'law', 'registers', 'letters'],
  coverage: ['law', 'domain', 'registers'],
  acts: ['canonical', 'civil', 'law', 'domain', 'registers', 'leaf'],
  tlog: [],
  leaf: ['canonical', 'law'],
  frame: ['tlog'],
  sealing: [],
  signing: ['fault', 'disk'],
  door: ['law', 'fault'],
  keyring: ['canonical', 'civil'],
  mp4: ['video', 'civil'],
  disk: [],
  keystore: ['disk'],
  rtsp: ['video'],
  vault: ['civil', 'hash', 'video', 'disk', 'tlog', 'keyring'],
  keeper: [
    'canonical',
    'civil',
    'fault',
    'accounts',
    'signing',
    'door',
    'hash',
    'frame',
    'video',
    'law',
    'domain',
    'acts',
    'leaf',
    'tlog',
    'verification',
    'receipt',
    'cosign',
    'roster',
    'keyring',
    'mp4',
    'disk',
    'keystore',
    'rtsp',
    'vault',
    'intake',
    'onvif',
    'rendition',
  ],
  intake: ['video'],
  rendition: ['video'],
  onvif: ['rtsp'],
  postgres: ['fault', 'accounts'],
  shelves: [
    'canonical',
    'civil',
    'fault',
    'hash',
    'leaf',
    'sealing',
    'disk',
    'keystore',
    'postgres',
  ],
  ledger: [
    'canonical',
    'civil',
    'fault',
    'hash',
    'sealing',
    'law',
    'disk',
    'tlog',
    'leaf',
    'postgres',
    'shelves',
  ],
  verification: [
    'canonical',
    'civil',
    'law',
    'domain',
    'registers',
    'acts',
    'tlog',
    'leaf',
    'frame',
  ],
  cosign: ['canonical', 'leaf', 'tlog'],
  roster: ['canonical', 'law', 'leaf', 'tlog', 'acts', 'receipt', 'cosign'],
  receipt: ['civil', 'law', 'domain', 'acts', 'leaf', 'tlog', 'verification'],
  verifier: ['canonical', 'civil', 'law', 'acts', 'tlog', 'leaf', 'verification'],
  projections: [
    'canonical',
    'civil',
    'fault',
    'hash',
    'sealing',
    'law',
    'domain',
    'registers',
    'acts',
    'leaf',
    'postgres',
    'ledger',
    'receipt',
  ],
  backup: [
    'canonical',
    'civil',
    'fault',
    'hash',
    'sealing',
    'disk',
    'keystore',
    'signing',
    'tlog',
    'leaf',
    'postgres',
    'shelves',
    'ledger',
    'verification',
  ],
  office: [
    'canonical',
    'civil',
    'fault',
    'accounts',
    'signing',
    'door',
    'hash',
    'sealing',
    'law',
    'domain',
    'registers',
    'acts',
    'disk',
    'keystore',
    'tlog',
    'leaf',
    'frame',
    'postgres',
    'shelves',
    'ledger',
    'verification',
    'projections',
    'backup',
    'receipt',
  ],
  entrance: ['fault', 'postgres'],
  desk: [
    'canonical',
    'civil',
    'fault',
    'hash',
    'law',
    'domain',
    'registers',
    'acts',
    'leaf',
    'frame',
    'tlog',
    'postgres',
    'ledger',
    'projections',
    'cosign',
    'receipt',
    'roster',
    'entrance',
  ],
  web: [
    'canonical',
    'civil',
    'fault',
    'law',
    'domain',
    'registers',
    'acts',
    'leaf',
    'ledger',
    'projections',
    'verification',
    'cosign',
    'entrance',
    'desk',
  ],
  // Beyond days and the words of a document it takes only types, which are gone before it runs.
  'web/app': ['civil', 'law', 'domain', 'registers', 'acts', 'desk', 'web'],
  room: ['civil', 'video', 'mp4', 'rtsp', 'intake', 'onvif', 'rendition'],
  demo: ['civil', 'video'],
  cast: ['canonical', 'civil', 'hash', 'law', 'domain', 'leaf', 'tlog', 'cosign', 'roster'],
  commands: [
    'canonical',
    'civil',
    'fault',
    'accounts',
    'signing',
    'door',
    'hash',
    'sealing',
    'video',
    'lan',
    'law',
    'domain',
    'registers',
    'letters',
    'forms',
    'coverage',
    'acts',
    'tlog',
    'leaf',
    'postgres',
    'shelves',
    'ledger',
    'verification',
    'verifier',
    'projections',
    'backup',
    'office',
    'cosign',
    'entrance',
    'desk',
    'web',
    'disk',
    'keystore',
    'keeper',
    'intake',
    'demo',
    'cast',
    'roster',
    'rtsp',
    'onvif',
  ],
}
/** No clock, no chance, no machine: what goes in decides what comes out. */
const pure = [
  'canonical',
  'civil',
  'video',
  'law',
  'domain',
  'registers',
  'letters',
  'acts',
  'tlog',
  'leaf',
  'frame',
  'verification',
  'cosign',
  'roster',
  'receipt',
  'keyring',
  'mp4',
  'intake',
  'rendition',
]
/** The process that holds keys runs our code and Node's, nothing else. */
const ownCodeOnly = [
  ...pure,
  'fault',
  'accounts',
  'hash',
  'sealing',
  'signing',
  'door',
  'onvif',
  'disk',
  'keystore',
  'rtsp',
  'vault',
  'keeper',
  'demo',
  'cast',
  'commands',
  'shelves',
  'ledger',
  'projections',
  'backup',
  'office',
  'entrance',
  'desk',
]
/** Foreign code that a folder may load: what listens to the network is the least of it. */
const packagesOf: Record<string, readonly string[]> = {
  postgres: ['pg'],
  lan: ['reflect-metadata', '@peculiar/x509', '@peculiar/asn1-x509', '@peculiar/asn1-schema'],
  web: ['hono', '@hono/node-server', 'zod'],
  'web/app': ['react', 'react-dom', '@tanstack/react-query', '@tanstack/react-router'],
}
/** Profiles are chosen at the edge. */
const mayNameProfiles = ['law', 'commands']

/** Rules as data are described with zod, which no other file may load: the keeper takes their types alone. */
const vocabulary = (file: string) => file.startsWith('law/vocabulary/')

const root = import.meta.dirname
const sources = globSync('**/*.{ts,tsx}', { cwd: root }).filter(
  file => !file.endsWith('.test.ts') && file.includes('/'),
)
const folderOf = (file: string) => (file.startsWith('web/app/') ? 'web/app' : file.split('/')[0]!)
const codeOf = (file: string) => readFileSync(join(root, file), 'utf8')
/** Statements alone: at the beginning of a line, or a dynamic import with a literal name. */
const importsOf = (code: string): readonly string[] =>
  [
    ...code.matchAll(/^(?:import|export)\s[^'"`;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'/gm),
    ...code.matchAll(/\bimport\(\s*'([^']+)'/g),
  ].map(([, named, bare]) => (named ?? bare)!)

function targetOf(file: string, name: string): string | null {
  if (name.startsWith('#')) return name.slice(1)
  if (name.startsWith('.')) return relative(root, join(root, dirname(file), name))
  return null
}

test('there are sources to look at', () => assert.ok(sources.length > 20))

for (const folder of new Set(sources.map(folderOf))) {
  const files = sources.filter(file => folderOf(file) === folder)

  test(`${folder}/ imports only what it builds on`, () => {
    const allowed = buildsOn[folder]
    assert.ok(allowed, `${folder}/ is not in the table`)
    for (const file of files) {
      for (const name of importsOf(codeOf(file))) {
        const target = targetOf(file, name)
        if (target === null) continue
        const to = folderOf(target)
        assert.ok(to === folder || allowed.includes(to), `${file} imports ${name}`)
        assert.ok(
          !target.includes('profiles/') || mayNameProfiles.includes(folder),
          `${file} names a profile: ${name}`,
        )
        assert.ok(to === folder || name.startsWith('#'), `${file}: write ${name} as #${target}`)
      }
    }
  })

  if (ownCodeOnly.includes(folder)) {
    test(`${folder}/ imports no npm package`, () => {
      for (const file of files) {
        for (const name of importsOf(codeOf(file))) {
          if (vocabulary(file) && name === 'zod') continue
          assert.ok(targetOf(file, name) !== null || isBuiltin(name), `${file} imports ${name}`)
          assert.ok(!isBuiltin(name) || name.startsWith('node:'), `${file}: node:${name}`)
        }
      }
    })
  }

  const packages = packagesOf[folder]
  if (packages) {
    test(`${folder}/ imports no other package than ${packages.join(', ')}`, () => {
      for (const file of files) {
        for (const name of importsOf(codeOf(file))) {
          if (targetOf(file, name) !== null || isBuiltin(name)) continue
          assert.ok(
            packages.some(known => name === known || name.startsWith(`${known}/`)),
            `${file} imports ${name}`,
          )
        }
      }
    })
  }

  if (pure.includes(folder)) {
    test(`${folder}/ is pure`, () => {
      const impure =
        /from 'node:|Temporal\.Now|\bDate\b|Math\.random|\bcrypto\.|\bprocess\.|\bawait\b|\basync\b|setTimeout/
      for (const file of files) {
        const code = codeOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, text =>
          text.startsWith("'node:") ? text : '',
        )
        assert.doesNotMatch(code, impure, file)
      }
    })
  }
}

/** What the app runs of ours besides itself. */
const sharedWithApp = ['civil', 'law']

test('the app takes types of the rest, and runs days and words of the document alone', () => {
  const files = sources.filter(file => folderOf(file) === 'web/app')
  assert.ok(files.length > 0)
  for (const file of files) {
    assert.ok(!file.endsWith('.js'), file)
    for (const [statement, name] of codeOf(file).matchAll(
      /^(?:import|export)\s[^'"`;]*?\bfrom\s+'(#[^']+)'/gm,
    )) {
      const isType = /^(?:import|export) type\b/.test(statement)
      const target = targetOf(file, name!)!
      assert.ok(
        isType || (sharedWithApp.includes(folderOf(target)) && !vocabulary(target)),
        `${file} runs ${name}`,
      )
    }
  }
})

test('React and its companions are in the app alone', () => {
  for (const file of sources.filter(file => folderOf(file) !== 'web/app')) {
    assert.ok(!file.endsWith('.tsx'), file)
    for (const name of importsOf(codeOf(file))) assert.doesNotMatch(name, /react|^vite$/, file)
  }
})

test('no command, order or route takes footage out: keeper/take-out/ is for tests and benchmarks', () => {
  for (const file of sources.filter(file => !file.startsWith('keeper/take-out/'))) {
    for (const name of importsOf(codeOf(file))) {
      assert.ok(!targetOf(file, name)?.startsWith('keeper/take-out/'), `${file} imports ${name}`)
    }
  }
})

/** What a file brings with it: what it imports by a statement, and what that imports; a type is erased, `import()` waits to be asked. */
function loadedWith(first: string): { readonly files: Set<string>; readonly packages: string[] } {
  const loaded = new Set<string>()
  const packages: string[] = []
  const open = [first]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    for (const [statement, name] of codeOf(file).matchAll(
      /^(?:import|export)\s[^'"`;]*?\bfrom\s+'([^']+)'/gm,
    )) {
      const target = /^(?:import|export) type\b/.test(statement) ? null : targetOf(file, name!)
      if (target?.endsWith('.ts')) open.push(target)
      if (target === null && !isBuiltin(name!) && !/ type\b/.test(statement)) packages.push(name!)
    }
  }
  return { files: loaded, packages }
}

test('what runs beside the keys loads no vocabulary: its types are erased, its parser never comes along', () => {
  const { files } = loadedWith('main.ts')
  assert.ok(files.size > 50)
  for (const file of files) assert.ok(!vocabulary(file), file)
})

test('what runs beside the keys loads no npm package and nothing that speaks to a database', () => {
  const { files, packages } = loadedWith('main.ts')
  assert.deepEqual(packages, [])
  for (const file of files)
    assert.ok(!/^(postgres|ledger|office|desk|web|verifier|forms)\//.test(file), file)
})

test('the renderer of forms is loaded by its own process alone', () => {
  for (const file of sources) {
    const names = codeOf(file).includes('@myriaddreamin')
    assert.equal(names, file === 'forms/render-process.ts', file)
    for (const name of importsOf(codeOf(file)))
      if (targetOf(file, name) === 'forms/render-process.ts')
        assert.match(codeOf(file), /import type \{[^}]*\} from '\.\/render-process\.ts'/, file)
  }
})
