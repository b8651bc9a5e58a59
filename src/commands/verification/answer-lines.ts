import { type Text, text } from '#commands/command.ts'
import { type Answer, outcomeOf } from '#verification/answer.ts'
import { isWrong } from '#verification/finding.ts'
import { findingWords } from '#verification/finding-words.ts'

const what = {
  ledger: text('改ざん防止記録の全体', 'a whole ledger'),
  proof: text('ひとつの記録とその証明', 'one entry with its proof'),
  page: text('簿冊の一頁', "a register's page"),
}

/** An answer for people: what was looked at, what is wrong and where, whose key, what it does not say. */
export function answerLines(answer: Answer): readonly Text[] {
  const { findings, checked, decisions, size, origin, fingerprint } = answer
  const { leaves, openings, keeperEvents, checkpoints } = checked
  const { ja, en } = what[answer.what]
  const lines = [
    text(`調べたもの: ${ja}`, `Looked at: ${en}`),
    text(
      `  署名されている件数 ${size ?? '—'}、調べた記録 ${leaves}、うち中身も ${openings}、録画機の出来事 ${keeperEvents}、チェックポイント ${checkpoints}`,
      `  ${size ?? 'no'} entries signed for, ${leaves} looked at, ${openings} with what they say, ${keeperEvents} events of recorders, ${checkpoints} checkpoints`,
    ),
  ]
  if (decisions) {
    const { asked, notAsked } = decisions
    lines.push(
      text(
        `  規程に当てはめ直した判断 ${asked}、もとが読めず当てはめ直せない判断 ${notAsked}`,
        `  ${asked} decisions asked again; ${notAsked} stand on what cannot be read any more`,
      ),
    )
  }
  for (const finding of findings) {
    const mark = isWrong(finding) ? '✕' : '△'
    const words = findingWords(finding)
    lines.push(text(`${mark} ${words.ja}`, `${mark} ${words.en}`))
  }
  lines.push(outcomeLine(answer))
  if (fingerprint) {
    lines.push(
      text(`鍵の指紋: ${fingerprint}`, `Fingerprint of the key: ${fingerprint}`),
      text(
        `  （${origin}）紙に印刷されたものと見比べてください。同じでなければ、この判定に意味はありません。`,
        `  (${origin}) Compare it with the printed one: if they differ, this verdict means nothing.`,
      ),
    )
  }
  return lines
}

function outcomeLine(answer: Answer): Text {
  const wrong = answer.findings.filter(isWrong).length
  const silent = answer.findings.length - wrong
  switch (outcomeOf(answer)) {
    case 'wrong':
      return text(`✕ 合わないところが ${wrong} 件あります。`, `✕ ${wrong} finding(s).`)
    case 'nothing':
      return text('— 署名された記録がありません。', '— There is nothing that anybody signed.')
    case 'silent':
      return text(
        `○ 変えられたところはありません。説明を聞く日が ${silent} 日あります。`,
        `○ Nothing was changed. ${silent} day(s) to be explained.`,
      )
    case 'right':
      return text('○ 変えられたところはありません。', '○ Nothing was changed.')
  }
}
