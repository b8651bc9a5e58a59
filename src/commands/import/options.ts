import type { parseArgs } from 'node:util'
import { text, UsageError } from '../command.ts'
import { momentOf } from '../moment.ts'

export const options = {
  camera: { type: 'string' },
  start: { type: 'string' },
  medium: { type: 'string' },
  'camera-showed': { type: 'string' },
  'true-time': { type: 'string' },
  'noted-by': { type: 'string' },
  'confirmed-by': { type: 'string' },
  'removed-at': { type: 'string' },
  yes: { type: 'boolean' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

export type Asked = {
  readonly camera: string
  readonly startUs: number | undefined
  readonly medium: string
  readonly clockError: object | undefined
  readonly yes: boolean
}

/** Throws UsageError for words that do not fit together. */
export function askedOf(values: Values, paths: readonly string[]): Asked {
  const { camera, start, medium = '', yes = false } = values
  if (!camera || paths.length === 0) {
    throw new UsageError(
      text(
        'ファイルと、どのカメラのものかを指定してください。',
        'Name the files and their camera.',
      ),
    )
  }
  return {
    camera,
    startUs: start ? momentOf(start, '--start') : undefined,
    medium,
    yes,
    clockError: errorOf(values),
  }
}

const errorWords = ['camera-showed', 'true-time', 'noted-by', 'confirmed-by', 'removed-at'] as const

function errorOf(values: Values): object | undefined {
  const given = errorWords.filter(word => values[word] !== undefined)
  if (given.length === 0) return undefined
  if (given.length < errorWords.length) {
    const words = errorWords.map(word => `--${word}`).join(' ')
    throw new UsageError(
      text(
        `カメラ時計のずれには ${words} のすべてが要ります。`,
        `A clock error takes all of ${words}.`,
      ),
    )
  }
  return {
    cameraShowedUs: momentOf(values['camera-showed'], '--camera-showed'),
    trueUs: momentOf(values['true-time'], '--true-time'),
    notedBy: values['noted-by'],
    confirmedBy: values['confirmed-by'],
    removedAtUs: momentOf(values['removed-at'], '--removed-at'),
  }
}
