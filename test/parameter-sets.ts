/** Parameter sets of small pictures that x264 and x265 drew, for tests that need real ones. */
import type { ParameterSets } from '#video/access-unit.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))

export const h264: ParameterSets = {
  codec: 'h264',
  vps: [],
  sps: [bytes('Z2QAC6yyAoP2AiAAAAMAIAAAAwFB4oVJ')],
  pps: [bytes('aOvDyyLA')],
}

export const h265: ParameterSets = {
  codec: 'h265',
  vps: [bytes('QAEMAf//AWAAAAMAkAAAAwAAAwA8koCQ')],
  sps: [bytes('QgEBAWAAAAMAkAAAAwAAAwA8oAoIDxZZKkkyvAWgIAAAAwAgAAADAKE=')],
  pps: [bytes('RAHBcrRiQA==')],
}
