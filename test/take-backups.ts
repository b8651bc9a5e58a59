/** Takes backups of a database one after another, until somebody kills it. */
import { join } from 'node:path'
import { takeBackup } from '#backup/take.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { connect } from '#postgres/database.ts'

const [address, folder, companion] = process.argv.slice(2)
const database = connect(JSON.parse(address!), 'tachiai_app')
for (let at = 1; ; at++) {
  await takeBackup({
    disk: localDisk(ownSteward),
    directory: join(folder!, `backup-${at}`),
    database,
    companions: async () => [{ path: 'keeper/spool/1.chunk', source: companion!, steady: false }],
    site: null,
    software: 'test',
    atUs: at,
    partBytes: 30_000,
    progress: step => void (step === 'examining' && process.stdout.write('.')),
  })
  process.stdout.write('!')
}
