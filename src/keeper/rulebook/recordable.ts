import { limitUs } from '#law/retention.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { isRecord } from '#leaf/leaf.ts'

/**
 * Whether a keeper could go on recording and forgetting under it: what it reads of a document is there, and its period is one
 * it can compute. The office holds the whole to the vocabulary; the process with the keys holds no library for that.
 */
export function isRecordable(document: Profile): boolean {
  try {
    const { id, title, version, retention, extension, erasure, imports, cameras } = document
    const { rule } = retention
    const isPeriod = rule.kind === 'minimumNecessary' ? rule.decided === null : limitUs(rule, 0) > 0
    const words = [id, title, version, retention.by.cite, erasure.by.cite, extension.by.cite]
    const bases = [imports.capture, cameras.appendix.by, document.effectiveFrom.at(-1)?.by]
    return (
      isPeriod &&
      words.every(word => typeof word === 'string' && word !== '') &&
      bases.every(isRecord) &&
      (extension.kind === 'none' || Array.isArray(extension.grounds))
    )
  } catch {
    return false
  }
}
