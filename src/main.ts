import { account } from '#commands/account.ts'
import { backup, restore } from '#commands/backup.ts'
import { camera } from '#commands/camera.ts'
import { check } from '#commands/check.ts'
import { clock } from '#commands/clock.ts'
import { type Command, text } from '#commands/command.ts'
import { demo } from '#commands/demo/demo.ts'
import { disk } from '#commands/disk.ts'
import { dispatch } from '#commands/dispatch.ts'
import { duty } from '#commands/duty.ts'
import { erasure } from '#commands/erasure.ts'
import { form } from '#commands/form.ts'
import { hold } from '#commands/hold.ts'
import { importFilms } from '#commands/import.ts'
import { init } from '#commands/init.ts'
import { keeperProcess } from '#commands/keeper-process.ts'
import { lan } from '#commands/lan.ts'
import { later } from '#commands/later.ts'
import { law } from '#commands/law.ts'
import { ledger } from '#commands/ledger.ts'
import { order } from '#commands/order.ts'
import { recovery } from '#commands/recovery.ts'
import { register } from '#commands/register.ts'
import { retention } from '#commands/retention.ts'
import { roster } from '#commands/roster.ts'
import { run } from '#commands/run.ts'
import { service } from '#commands/service.ts'
import { start } from '#commands/start.ts'
import { status } from '#commands/status.ts'
import { uptime } from '#commands/uptime.ts'
import { verifier } from '#commands/verifier.ts'
import { verify } from '#commands/verify.ts'

const commands: readonly Command[] = [
  start,
  init,
  run,
  demo,
  camera,
  importFilms,
  duty,
  hold,
  retention,
  clock,
  status,
  disk,
  check,
  erasure,
  uptime,
  account,
  lan,
  ledger,
  backup,
  restore,
  verify,
  verifier,
  register,
  form,
  law,
  recovery,
  roster,
  order,
  service,
]

const officeProcess = later(
  { name: 'office-process', usage: 'office-process', summary: text('内部用', 'internal') },
  async () => (await import('#commands/office-process.ts')).officeProcess,
)

process.exitCode = await dispatch(commands, [keeperProcess, officeProcess], process.argv.slice(2))
