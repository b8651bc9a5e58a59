import { z } from 'zod'
import type { Route } from './route.ts'

/** OpenAPI 3.1 of the table: what is described is what there is. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(route),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tachiai', version: '1' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-tachiai' } },
      schemas: { Problem: problemSchema },
    },
  }
}

function operation({ method, path, who, terminal, says, body, fileBytes }: Route): object {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^A-Za-z0-9]+/g, '_')}`,
    summary: says,
    security: who === 'anybody' ? [] : [{ session: [] }],
    'x-who': who,
    'x-terminal': terminal,
    parameters: names.map(name => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...(body ? { requestBody: json(schemaOf(body)) } : {}),
    ...(fileBytes
      ? { requestBody: { content: { 'application/octet-stream': { schema: {} } } } }
      : {}),
    responses: {
      '2XX': { description: 'できた' },
      default: {
        description: 'できない理由',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

const json = (schema: object) => ({ required: true, content: { 'application/json': { schema } } })

/** JSON Schema 2020-12, which is what OpenAPI 3.1 takes. */
function schemaOf(body: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  return schema
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '理由' },
    next: { type: 'string', description: '次にすること' },
    basis: {
      type: 'object',
      required: ['kind', 'cite', 'printed'],
      properties: {
        kind: { enum: ['text', 'reading', 'houseRule', 'otherLaw'] },
        cite: { type: 'string' },
        printed: { type: 'string' },
        quote: { type: 'string' },
      },
    },
    index: { type: 'integer' },
    members: { type: 'array' },
  },
}
