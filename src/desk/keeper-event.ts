import { frameParts } from '#frame/layout.ts'
import type { Body } from '#leaf/body.ts'

/** What a keeper wrote; null: its contents are gone, or it is none. */
export function eventIn(body: Body | null): Readonly<Record<string, unknown>> | null {
  const parts = body && 'frame' in body ? frameParts(Buffer.from(body.frame, 'base64')) : null
  if (!parts) return null
  try {
    const value = JSON.parse(new TextDecoder().decode(parts.json))
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}
