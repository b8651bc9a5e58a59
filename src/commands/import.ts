import { parseArgs } from 'node:util'
import { type Command, type ExitCode, exit, OperatorError, text } from './command.ts'
import { examine } from './import/examine.ts'
import { pathsUnder } from './import/film-files.ts'
import {
  datedByCopying,
  type Film,
  filmTable,
  holesBetween,
  shownName,
  type Unfit,
} from './import/films.ts'
import { type Aside, layoutOf } from './import/layouts/layout-of.ts'
import { type Asked, askedOf, options } from './import/options.ts'
import { type Taken, take } from './import/take.ts'
import { type KeeperClient, withKeeper } from './keeper-client.ts'
import { filmNotes } from './room/film-notes.ts'
import type { Terminal } from './terminal.ts'

export const importFilms: Command = {
  name: 'import',
  usage: [
    'import FILE|FOLDER … --camera C [--start "yyyy-mm-dd hh:mm"] [--medium NAME] [--yes]',
    'import FILE|FOLDER … --camera C --camera-showed T --true-time T --noted-by A --confirmed-by B --removed-at T [--yes]',
  ].join('\n'),
  summary: text(
    'SDカードや録画機の映像を、撮影の時から数える期限のもとに取り込む。途中で切れても、もう一度実行すれば続きから進む。',
    'Brings footage of cards and recorders in, its life counted from its capture. Broken off, the same command goes on.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const asked = askedOf(values, positionals)
    const paths = await pathsUnder(positionals).catch(error => {
      throw new OperatorError(
        text(`読めません: ${error.message}`, `Cannot be read: ${error.message}`),
      )
    })
    return withKeeper(terminal, keeper => bringIn(keeper, terminal, asked, paths))
  },
}

async function bringIn(
  keeper: KeeperClient,
  terminal: Terminal,
  asked: Asked,
  paths: readonly string[],
): Promise<ExitCode> {
  const films: Film[] = []
  const { films: named, aside } = layoutOf(paths)
  const unfit: Unfit[] = []
  for (const [index, one] of named.entries()) {
    const counted = `${index + 1}/${named.length}`
    const told = await examine(keeper, terminal, asked, one, counted)
    if ('problem' in told) unfit.push(told)
    else films.push(isAmong(films, told) ? takenAlready(told) : told)
  }
  terminal.progress(null)
  films.sort((a, b) => a.plan.fromUs - b.plan.fromUs)
  showAside(terminal, aside)
  showPlan(terminal, films, unfit)
  const wanted = films.filter(({ plan }) => plan.taken !== 'whole')
  if (wanted.length > 0 && !(await agreed(terminal, asked, wanted.length))) return exit.ok
  const taken: Taken[] = []
  for (const [index, film] of wanted.entries()) {
    const counted = `${index + 1}/${wanted.length}`
    const duty = taken[0]?.duty
    const told = await take(keeper, terminal, asked, film, duty, counted)
    if (!('problem' in told)) taken.push(told)
    else {
      unfit.push(told)
      terminal.progress(null)
      warnOf(terminal, told)
    }
  }
  terminal.progress(null)
  const already = films.filter(({ plan }) => plan.taken === 'whole')
  showOutcome(terminal, { taken, already, unfit })
  if (unfit.some(({ refusal }) => refusal)) return exit.refused
  return unfit.length > 0 ? exit.fault : exit.ok
}

/** The same film under two names is one film. */
const isAmong = (films: readonly Film[], { examination }: Film): boolean =>
  films.some(film => film.examination.sha256 === examination.sha256)
const takenAlready = (film: Film): Film => ({ ...film, plan: { ...film.plan, taken: 'whole' } })

/** Recorders keep thumbnails and books of their own beside their films. */
function showAside(terminal: Terminal, aside: readonly Aside[]): void {
  for (const [why, files] of Map.groupBy(aside, ({ why }) => why.ja)) {
    const names = files.slice(0, 3).map(({ path }) => shownName(path))
    const more =
      files.length > 3
        ? text(` ほか ${files.length - 3} 件`, ` and ${files.length - 3} more`)
        : text('', '')
    const { en } = files[0]!.why
    terminal.say(
      text(
        `　取り込まないもの: ${names.join('、')}${more.ja} — ${why}`,
        `  left aside: ${names.join(', ')}${more.en} — ${en}`,
      ),
    )
  }
}

function showPlan(terminal: Terminal, films: readonly Film[], unfit: readonly Unfit[]): void {
  if (films.length > 0) for (const line of filmTable(films, terminal.language)) terminal.say(line)
  for (const line of holesBetween(films)) terminal.say(line)
  for (const line of datedByCopying(films)) terminal.say(line)
  for (const { path, examination } of films) {
    for (const note of filmNotes(examination)) {
      terminal.say(text(`　${shownName(path)}: ${note.ja}`, `  ${shownName(path)}: ${note.en}`))
    }
  }
  for (const film of unfit) warnOf(terminal, film)
}

function warnOf(terminal: Terminal, { path, problem }: Unfit): void {
  const name = shownName(path)
  terminal.warn(text(`✕ ${name}: ${problem.ja}`, `✕ ${name}: ${problem.en}`))
}

/** Nothing is taken before a person has seen from when its life will count. */
async function agreed(terminal: Terminal, { yes }: Asked, count: number): Promise<boolean> {
  if (yes) return true
  const question = text(
    `この撮影の時で ${count} 件を取り込みます。よろしいですか（はい／いいえ）:`,
    `Take these ${count} file(s), dated so? (yes/no):`,
  )
  if (/^(はい|y|yes)$/i.test(await terminal.ask(question))) return true
  terminal.say(text('取り込みませんでした。', 'Nothing was taken.'))
  return false
}

/** What became of each file that was named. */
type Came = {
  readonly taken: readonly Taken[]
  readonly already: readonly Film[]
  readonly unfit: readonly Unfit[]
}

function showOutcome(terminal: Terminal, { taken, already, unfit }: Came): void {
  const files = taken.length + already.length + unfit.length
  const units = taken.reduce((sum, film) => sum + film.units, 0)
  const expired = taken.reduce((sum, film) => sum + film.expiredUnits, 0)
  const duty = taken[0]?.duty
  const lines = [
    text(
      `${files} 件のうち ${taken.length} 件、画像 ${units} 枚を取り込みました。`,
      `Took ${taken.length} of ${files} file(s), ${units} pictures.`,
    ),
    ...(already.length > 0
      ? [
          text(
            `${already.length} 件は取り込み済みでした。`,
            `${already.length} had been taken already.`,
          ),
        ]
      : []),
    ...(expired > 0
      ? [
          text(
            `期限を過ぎた ${expired} 枚は取り込んでいません。`,
            `${expired} pictures past their time were left out.`,
          ),
        ]
      : []),
    ...(duty
      ? [
          text(
            `元の媒体を消去してください（務め ${duty}）。済んだら: tachiai duty done ${duty} --by 氏名 --how 方法`,
            `Now erase the medium (duty ${duty}). Then: tachiai duty done ${duty} --by NAME --how HOW`,
          ),
        ]
      : []),
  ]
  const told = unfit.map(({ path, problem, refusal }) => ({
    file: shownName(path),
    problem,
    ...(refusal ? { refusal } : {}),
  }))
  const films = taken.map(({ path, ...film }) => ({ file: shownName(path), ...film }))
  const known = already.map(({ path }) => shownName(path))
  terminal.result({ taken: films, already: known, notTaken: told }, lines)
}
