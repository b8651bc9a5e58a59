/** Words for any route, from its own schema: right ones, and those that miss by one thing. */
import fc from 'fast-check'
import { z } from 'zod'

export type Schema = {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
}

export const schemaOf = (body: z.ZodType): Schema =>
  z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema

/** What stands where people may write what they like; null: nothing but what the schema says. */
export type Written = (schema: Schema) => fc.Arbitrary<string> | null

export function wordsFor(schema: Schema, written: Written): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(one => wordsFor(one, written)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return objectFor(schema, written)
    case 'array':
      return fc.array(wordsFor(schema.items ?? {}, written), { maxLength: 3 })
    case 'string':
      return stringFor(schema, written)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? -1e15, -1e15),
        max: Math.min(schema.maximum ?? 2e15, 2e15),
      })
    default:
      return fc.constantFrom(null, 'x', 0)
  }
}

function objectFor(schema: Schema, written: Written): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema
  if (properties) {
    const members = Object.entries(properties).map(([name, one]) => [name, wordsFor(one, written)])
    return fc.record(Object.fromEntries(members), { requiredKeys: required as never[] })
  }
  const of = typeof additionalProperties === 'object' ? additionalProperties : {}
  const name = fc.constantFrom('摘要', '場所', 'x', 'toString')
  return fc.dictionary(name, wordsFor(of, written), { maxKeys: 3 })
}

function stringFor(schema: Schema, written: Written): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 200, pattern, format } = schema
  if (format === 'date') return fc.constantFrom('2026-11-23', '2026-04-01', '0001-01-01')
  if (pattern && !pattern.includes('\\t')) return fc.stringMatching(new RegExp(pattern))
  return (
    written(schema) ??
    fc.string({ minLength, maxLength: Math.min(maxLength, 30) }).filter(isOneLine)
  )
}
const isOneLine = (text: string) => !/\s/.test(text.replaceAll(' ', ''))

/** What nobody should say, in the place of anything. */
const wrong: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, '', ' ', 'x', [], {}, [[]], [null]],
  ...['x'.repeat(201), '字'.repeat(4001), 'a\u0000b', '\ud800', '\u202e逆', 'a\nb', '__proto__'],
  ...["' or 1=1 --", '../../x', '{{7*7}}', '%00', '9'.repeat(60), '2026-02-30'],
  ...[{ constructor: { prototype: { by: 'x' } } }, { toString: 1 }, { length: -1 }],
]
const strange = ['by', 'atUs', 'given', 'type', '__proto__', 'constructor', 'toString', '', '字']

/** JSON text that differs from right words by one thing, somewhere. */
export const nearMiss = (right: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(right, fc.nat(), fc.constantFrom(...wrong), fc.constantFrom(...strange), fc.nat(4))
    .map(([words, at, other, name, how]) => {
      const text = JSON.stringify(words)
      const places = placesIn(words)
      const place = places[at % places.length]!
      if (how === 0) return JSON.stringify(withAt(words, place, () => undefined)) ?? 'null'
      if (how === 1 && text.startsWith('{')) {
        const added = `${JSON.stringify(name)}:${JSON.stringify(other)}`
        return `{${added}${text === '{}' ? '' : ','}${text.slice(1)}`
      }
      return JSON.stringify(withAt(words, place, () => other)) ?? 'null'
    })

type Place = readonly (string | number)[]
const placesIn = (value: unknown, at: Place = []): readonly Place[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([name, one]) => placesIn(one, [...at, name]))]
    : [at]

function withAt(value: unknown, [first, ...rest]: Place, other: () => unknown): unknown {
  if (first === undefined) return other()
  const changed = withAt((value as Record<string, unknown>)[first], rest, other)
  if (Array.isArray(value)) return value.with(Number(first), changed)
  return { ...(value as object), [first]: changed }
}
