import { exit, OperatorError, text, UsageError } from '#commands/command.ts'
import { languageOf, terminal } from '#commands/terminal.ts'
import { comparisonLines, movesSince } from './comparison.ts'
import { figures } from './figures.ts'
import { busyWarning, loadText, machineLines, meansNothing } from './heading.ts'
import { isBusy, loadNow, machine } from './machine.ts'
import { measureAll } from './measure-all.ts'
import { help, type Options, readOptions } from './options.ts'
import { planOf } from './plan.ts'
import { clockText, Progress } from './progress.ts'
import { commitMeasured, type Result, readResult, writeResult } from './result.ts'
import { leaveNothing } from './run-folder.ts'
import { tableOf } from './table.ts'

/** `npm run bench [-- --help]`; how each figure is made: bench/README.md. */
const words = process.argv.slice(2)
process.once('exit', leaveNothing)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
try {
  process.exitCode = await bench(readOptions(words, process.env))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof OperatorError)) throw error
  const lang = words.find(word => /^(--lang=)?(ja|en)$/.test(word))?.slice(-2)
  const screen = terminal({
    language: lang === 'ja' || lang === 'en' ? lang : languageOf(process.env),
    json: false,
  })
  screen.warn(error.text)
  if (error instanceof UsageError) screen.warn(help)
  else if (error.hint) screen.warn(error.hint)
  process.exitCode = error instanceof UsageError ? exit.usage : exit.fault
}

async function bench(options: Options): Promise<number> {
  const { language, size, only } = options
  const screen = terminal({ language, json: false })
  if (options.help) {
    screen.say(help)
    return exit.ok
  }
  const earlier = options.against === null ? null : readResult(options.against)
  const plan = planOf(size, options)
  const chosen = figures.filter(({ numbers }) => numbers.some(one => only?.includes(one) ?? true))
  const seconds = size === 'smoke' ? 20 : chosen.reduce((sum, one) => sum + one.seconds(plan), 0)
  const at = new Date().toISOString()
  const on = machine()
  const commit = commitMeasured()
  const before = await loadNow()
  for (const line of machineLines(on, commit)) screen.say(line)
  screen.say(loadText('始める前', 'before', before))
  if (isBusy(before, on)) screen.say(busyWarning)
  screen.say(text(`約 ${clockText(seconds)} かかります。`, `Takes about ${clockText(seconds)}.`))
  const progress = new Progress(language, seconds)
  const { lines, broken } = await measureAll(chosen, plan, progress)
  progress.end()
  const after = await loadNow()
  const shown = lines.filter(({ figure }) => only?.includes(figure) ?? true)
  screen.say('')
  for (const line of tableOf(shown, language, size !== 'smoke')) screen.say(line)
  if (size === 'smoke') screen.say(meansNothing)
  screen.say('')
  screen.say(loadText('終わった後', 'after', after))
  const result = { schema: 1, at, commit, size, machine: on, load: { before, after } } as const
  if (options.json !== null) writeResult(options.json, { ...result, lines: shown })
  for (const { figure, error } of broken) screen.warn(`${figure}: ${error.stack ?? error.message}`)
  const isWorse = earlier !== null && compare(earlier, { ...result, lines: shown }, options)
  return broken.length > 0 ? exit.fault : isWorse ? exit.findings : exit.ok
}

/** Whether something is worse than in the earlier run. */
function compare(earlier: Result, now: Result, { language }: Options): boolean {
  const screen = terminal({ language, json: false })
  const when = `${earlier.at.slice(0, 16)}Z ${earlier.commit?.id.slice(0, 12) ?? ''}`
  screen.say(text(`\n前の結果（${when}）と比べると`, `\nBeside the run of ${when}`))
  if (earlier.machine.cpu !== now.machine.cpu || earlier.size !== now.size) {
    screen.say(
      text(
        '  別の機械、または別の測り方の結果です。比だけを見てください。',
        '  Another machine, or another size of run: only ratios say anything.',
      ),
    )
  }
  const moves = movesSince(earlier.lines, now.lines)
  for (const line of comparisonLines(moves, language)) screen.say(`  ${line}`)
  return moves.some(({ verdict }) => verdict === 'worse')
}
