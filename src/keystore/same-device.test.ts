import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { disksUnder, sameDevice } from './same-device.ts'

/** A small /sys: sda with two partitions, a volume on sda2 and sdb, and sdc alone. */
async function sysTree() {
  const sys = await mkdtemp(join(tmpdir(), 'tachiai-sys-'))
  const block = (name: string) => join(sys, 'devices/pci/block', name)
  const has = async (name: string, device: string, file?: string) => {
    await mkdir(block(name), { recursive: true })
    if (file) await writeFile(join(block(name), file), '1')
    await symlink(block(name), join(sys, 'dev/block', device))
  }
  await mkdir(join(sys, 'dev/block'), { recursive: true })
  await has('sda', '8:0')
  await has('sda/sda1', '8:1', 'partition')
  await has('sda/sda2', '8:2', 'partition')
  await has('sdb', '8:16')
  await has('sdc', '8:32')
  await mkdir(join(block('sdc'), 'slaves'))
  await has('dm-0', '253:0')
  await mkdir(join(block('dm-0'), 'slaves'))
  await symlink(block('sda/sda2'), join(block('dm-0'), 'slaves/sda2'))
  await symlink(block('sdb'), join(block('dm-0'), 'slaves/sdb'))
  return sys
}

test('partitions and volumes lead to their disks', async () => {
  const sys = await sysTree()
  try {
    assert.deepEqual(await disksUnder('8:1', sys), ['sda'])
    assert.deepEqual(await disksUnder('8:32', sys), ['sdc'])
    assert.deepEqual(await disksUnder('253:0', sys), ['sda', 'sdb'])
    assert.equal(await disksUnder('0:40', sys), null)
  } finally {
    await rm(sys, { recursive: true })
  }
})

test('two names on one file system are the same device, memory cannot be compared', async () => {
  assert.equal(await sameDevice('/', '/no/such/folder'), 'same')
  assert.equal(await sameDevice('/dev/shm/a', '/dev/shm/b'), 'same')
  assert.notEqual(await sameDevice('/', '/dev/shm'), 'same')
})
