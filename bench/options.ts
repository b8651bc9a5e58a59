import { parseArgs } from 'node:util'
import { type Text, text, UsageError } from '#commands/command.ts'
import { type Language, languageOf } from '#commands/terminal.ts'
import type { FigureNumber } from './line.ts'
import type { Size } from './plan.ts'

export type Options = {
  readonly language: Language
  readonly help: boolean
  readonly size: Size
  /** Null: all. */
  readonly only: readonly FigureNumber[] | null
  readonly streams: readonly number[] | null
  readonly kills: number | null
  readonly cold: boolean
  /** Where the result goes as JSON. */
  readonly json: string | null
  /** An earlier result to compare with. */
  readonly against: string | null
}

const numbers: readonly FigureNumber[] = [
  'N1',
  'N2',
  'N3',
  'N4',
  'N5',
  'N6',
  'N7',
  'N8',
  'N11',
  'N12',
]

/** Throws UsageError. */
export function readOptions(words: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parsed(words)
  const { lang } = values
  if (lang !== undefined && lang !== 'ja' && lang !== 'en') {
    throw new UsageError(text('--lang は ja か en です。', '--lang is ja or en.'))
  }
  if (values.quick && values.smoke) {
    throw new UsageError(
      text('--quick と --smoke は一方だけです。', '--quick or --smoke, not both.'),
    )
  }
  return {
    language: lang ?? languageOf(env),
    help: values.help === true,
    size: values.smoke ? 'smoke' : values.quick ? 'quick' : 'full',
    only: values.only?.split(',').map(figureNamed) ?? null,
    streams: values.streams?.split(',').map(word => countIn(word, '--streams')) ?? null,
    kills: values.kills === undefined ? null : countIn(values.kills, '--kills'),
    cold: values.cold === true,
    json: values.json ?? null,
    against: values.against ?? null,
  }
}

function parsed(words: readonly string[]) {
  const value = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...words],
      options: {
        help: { ...flag, short: 'h' },
        smoke: flag,
        quick: flag,
        cold: flag,
        only: value,
        streams: value,
        kills: value,
        json: value,
        against: value,
        lang: value,
      },
    })
  } catch (error) {
    const { message } = error as Error
    throw new UsageError(text(`分からない指定です: ${message}`, message))
  }
}

function figureNamed(word: string): FigureNumber {
  const found = numbers.find(number => number === word.trim().toUpperCase())
  if (found) return found
  throw new UsageError(
    text(
      `「${word}」という数値はありません。${numbers.join('・')} から選びます。`,
      `There is no figure "${word}"; there are ${numbers.join(', ')}.`,
    ),
  )
}

function countIn(word: string, option: string): number {
  if (/^[1-9]\d{0,3}$/.test(word.trim())) return Number(word)
  throw new UsageError(
    text(`${option} には 1 から 9999 の数を書きます。`, `${option} takes numbers from 1 to 9999.`),
  )
}

export const help: Text = text(
  `npm run bench -- [指定…]
Tachiai の速さと確かさを、同じ機械の他の録画ソフトと並べて測ります。通信は要りません。

  --only N1,N5       一部だけ（N1 録画・N2 書込量・N3 起動・N4 検索と再生・N5 取出し・N6 消去・N7 改ざん防止記録・N8 判断・N11 強制終了・N12 閲覧の部屋）
  --quick            短い測り方（約 6 分）
  --smoke            どれも測れることだけを確かめる（約 20 秒。数値に意味はありません）
  --streams 16,32    N1 のカメラ台数
  --kills 100        N11 で強制終了する回数
  --cold             N3 を、機械全体のキャッシュを捨ててからも測る（root だけ。他の仕事も遅くなる）
  --json FILE        結果を JSON でも書く
  --against FILE     前に --json で書いた結果と比べる
  --lang ja|en       ことば
  TACHIAI_BENCH_DIR  映像を書く場所（一時フォルダーが本物のディスクでないとき）

終了コード: 0 測れた　1 測る途中で壊れた　2 指定の誤り　4 --against の結果より悪くなった`,
  `npm run bench -- [options]
Measures how fast and how safe Tachiai is, beside other recorders on the same machine. No network.

  --only N1,N5       some figures (N1 recording, N2 bytes, N3 start, N4 finding and opening,
                     N5 taking out, N6 erasure, N7 ledger, N8 decision, N11 crash,
                     N12 viewing room)
  --quick            shorter (about 6 min)
  --smoke            only shows that each can be made (about 20 s; its figures mean nothing)
  --streams 16,32    N1: numbers of cameras
  --kills 100        N11: number of kills
  --cold             N3 also after dropping the caches of the whole machine (root only, slows
                     others)
  --json FILE        writes the result as JSON too
  --against FILE     compares with a result that --json wrote earlier
  --lang ja|en       language
  TACHIAI_BENCH_DIR  where footage is written, where the temporary directory is no real disk

Exit code: 0 measured, 1 a figure broke on the way, 2 usage, 4 worse than --against`,
)
