import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mountOf, parseMounts } from './mount-table.ts'
import { placeProblems, problemsAt } from './place-problems.ts'

// Lines as kernels print them; the last one belongs to a folder whose name has a space.
const table = `22 27 0:21 / /proc rw,relatime - proc proc rw
25 24 0:23 / /dev/shm rw,nosuid,nodev - tmpfs tmpfs rw,inode64
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard,errors=remount-ro
40 27 254:16 / /srv rw,noatime shared:2 master:1 - xfs /dev/vdb rw,attr2,inode64,logbufs=8
41 27 0:40 /@home /home rw,relatime shared:3 - btrfs /dev/sda2 rw,ssd,subvolid=257,subvol=/@home
42 27 0:41 / /tank rw,xattr,posixacl - zfs tank rw,xattr
43 27 8:33 / /journal rw - ext4 /dev/sdc1 rw,data=journal
44 27 8:34 / /f2 rw - f2fs /dev/sdc2 rw
45 27 8:35 / /nil rw - nilfs2 /dev/sdc3 rw
46 27 8:36 / /bca rw - bcachefs /dev/sdc4 rw
47 27 0:42 / /merged rw - overlay overlay rw,lowerdir=/low,upperdir=/home/up,workdir=/home/work
48 27 0:43 / /merged-xfs rw - overlay overlay rw,lowerdir=/low,upperdir=/srv/up,workdir=/srv/work
49 27 0:44 / /nas rw - nfs4 server:/export rw,vers=4.2,hard
50 40 0:45 / /srv/cache rw - tmpfs tmpfs rw
51 27 8:49 / /media/USB\\040STICK rw - vfat /dev/sdd1 rw,utf8
`
const mounts = parseMounts(table)
const kinds = (path: string, options = {}) =>
  problemsAt(mounts, path, options).map(({ kind, fileSystem, refused }) => [
    kind,
    fileSystem,
    refused,
  ])

test('a path belongs to the deepest mount above it', () => {
  assert.equal(mountOf(mounts, '/srv/cache/x')?.fileSystem, 'tmpfs')
  assert.equal(mountOf(mounts, '/srv/cached')?.fileSystem, 'xfs')
  assert.equal(mountOf(mounts, '/srv')?.fileSystem, 'xfs')
  assert.equal(mountOf(mounts, '/anything')?.device, '254:0')
  assert.equal(mountOf(mounts, '/media/USB STICK/slots')?.fileSystem, 'vfat')
})

test('of two mounts at one point the later one counts', () => {
  const covered = parseMounts(`${table}60 27 0:50 / /srv rw - btrfs /dev/sde rw\n`)
  assert.equal(problemsAt(covered, '/srv/slots')[0]?.kind, 'copyOnWrite')
})

test('lines of no known form are left out', () => {
  assert.deepEqual(parseMounts('\nhello\n1 2 3:4 / /x rw shared:1 ext4 /dev/x rw\n'), [])
  assert.deepEqual(
    problemsAt([], '/x').map(({ kind }) => kind),
    ['unknown'],
  )
})

test('file systems that write in place are taken', () => {
  for (const path of [
    '/var/lib/share',
    '/srv/share',
    '/media/USB STICK/slots',
    '/merged-xfs/slots',
  ]) {
    assert.deepEqual(kinds(path), [], path)
  }
})

test('copy on write is refused, below an overlay too', () => {
  for (const [path, fileSystem] of [
    ['/home/a', 'btrfs'],
    ['/tank/a', 'zfs'],
    ['/f2/a', 'f2fs'],
    ['/nil/a', 'nilfs2'],
    ['/bca/a', 'bcachefs'],
    ['/merged/a', 'overlay on btrfs'],
  ] as const) {
    assert.deepEqual(kinds(path), [['copyOnWrite', fileSystem, true]])
  }
})

test('a journal of data is refused', () => {
  assert.deepEqual(kinds('/journal/a'), [['journalsData', 'ext4', true]])
})

test('memory is refused unless it is meant', () => {
  assert.deepEqual(kinds('/dev/shm/a'), [['volatile', 'tmpfs', true]])
  assert.deepEqual(kinds('/dev/shm/a', { allowVolatile: true }), [])
  assert.deepEqual(kinds('/home/a', { allowVolatile: true })[0]?.[0], 'copyOnWrite')
})

test('what cannot be seen through is told, not refused', () => {
  assert.deepEqual(kinds('/nas/a'), [['unknown', 'nfs4', false]])
  const container = parseMounts(
    '1 0 0:9 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/var/lib/docker/overlay2/a/diff\n',
  )
  assert.deepEqual(problemsAt(container, '/data'), [
    { kind: 'unknown', fileSystem: 'overlay', mountPoint: '/', refused: false },
  ])
})

test('statfs overrules a mount table that shows something else', () => {
  assert.deepEqual(kinds('/srv/a', { statfsType: 0x9123683e }), [['copyOnWrite', 'btrfs', true]])
  assert.deepEqual(kinds('/srv/a', { statfsType: 0x58465342 }), [])
})

test('this machine: the table of the kernel is understood', async () => {
  assert.deepEqual(
    (await placeProblems('/dev/shm/no/such/folder')).map(({ kind }) => kind),
    ['volatile'],
  )
  assert.deepEqual(await placeProblems('/dev/shm', { allowVolatile: true }), [])
})
