import { type Refusal, refuse } from '#law/basis.ts'
import type { CameraCommand, CameraEvent, CameraFacts } from './words.ts'

type Command = Extract<CameraCommand, { type: 'AttestSign' }>

/** The sign at the place says what the document wants on it, and a photo shows it. */
export function attestSign(
  { profile }: CameraFacts,
  { type: _, ...command }: Command,
): readonly CameraEvent[] | Refusal {
  const { sign } = profile.cameras
  const { wording, photo } = command
  const wrong = sign.items.find(({ id, says }) => {
    const written = (wording[id] ?? '').trim()
    return sign.exact ? written !== says : written === ''
  })
  if (wrong) {
    return refuse(
      sign.exact
        ? `表示の文言が「${wrong.says}」ではありません`
        : `表示に${wrong.says}が書かれていません`,
      wrong.by,
      sign.exact
        ? `表示を「${wrong.says}」に改めてください`
        : `表示に${wrong.says}を加えてください`,
    )
  }
  if (photo.trim() === '') {
    return refuse(
      '表示の写真がありません',
      sign.gate,
      '見やすい場所にあることが分かる写真を添えてください',
    )
  }
  return [{ type: 'SignAttested', ...command, basis: sign.by }]
}
