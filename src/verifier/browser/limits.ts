import type { Answer } from '#verification/answer.ts'
import { element } from './element.ts'
import type { Shown } from './task.ts'

/** What nobody may read out of the verdict. */
export function limits({ size, checked, decisions }: Answer, shown: Shown): HTMLElement {
  const closed = checked.leaves - checked.openings
  const says = [
    '鍵が本当に事務所のものかどうか。上の指紋を紙と見比べた人だけが知っています。',
    '記録した人が本当のことを書いたかどうか。分かるのは、書いたものがあとから変えられていないことです。',
    '記録されなかった出来事。紙の綴りや立ち会った人の話と比べてください。',
    `${size ?? 0}件より後のこと。新しいチェックポイントの控えがあれば、上の欄に入れると、終わりの切り取りも分かります。`,
    closed > 0
      ? `${closed}件の中身。年限が過ぎて消されたか、付けずに渡されています。それがあったこと、変わっていないことは確かめました。`
      : null,
    decisions === null && shown.what !== 'proof'
      ? '規程のとおりに判断されたかどうか。このブラウザは暦の計算ができないため、当てはめ直していません。「tachiai verify」か、新しいブラウザで調べてください。'
      : null,
    shown.what === 'proof'
      ? '規程のとおりに判断されたかどうか。ひとつの記録だけでは、当てはめ直せません。'
      : null,
    (decisions?.notAsked ?? 0) > 0
      ? `${decisions?.notAsked}件の判断が規程のとおりかどうか。もとになった記録の中身が、もう読めません。`
      : null,
  ]
  return element(
    'section',
    { class: 'limits' },
    element('h3', {}, 'この判定からは分からないこと'),
    element('ul', {}, ...says.filter(one => one !== null).map(one => element('li', {}, one))),
  )
}
