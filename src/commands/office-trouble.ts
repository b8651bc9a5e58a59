import { printed } from '#civil/minute.ts'
import type { DrainReport } from '#office/drain.ts'
import { type Text, text } from './command.ts'

type Trouble = NonNullable<DrainReport['trouble']>

/** What is wrong with a keeper's record, and where. */
export function troubleWords(trouble: Trouble): Text {
  if (trouble.kind === 'cut') {
    const { fromNumber, toNumber } = trouble
    return text(
      `${range(fromNumber, toNumber).ja}が録画係から消えています（古い状態に戻されたか、切り取られました）`,
      `${range(fromNumber, toNumber).en} gone from the keeper (put back to an older day, or cut)`,
    )
  }
  const { number, because } = trouble
  const why = {
    anotherEvent: text(
      '台帳にある記録と違います（古い状態に戻されて、別の記録を続けました）',
      'differs from the one in the ledger (put back to an older day, it went on otherwise)',
    ),
    anotherChain: text('前の記録から続いていません', 'does not follow the one before'),
    anotherKey: text('別の署名鍵を名乗っています', 'comes under another key'),
    signature: text('署名が合いません', 'is not signed by this keeper'),
    unreadable: text('読めません', 'cannot be read'),
  }[because]
  return text(`${number}番の記録が${why.ja}`, `number ${number} ${why.en}`)
}

/** What a person who goes on with it should have seen: what each of the two has, and what never comes. */
export function lossLines(drain: DrainReport & { readonly trouble: Trouble }): readonly Text[] {
  const { keeper, last, lastAtUs, head, trouble } = drain
  const at = lastAtUs === null ? '' : printed(lastAtUs)
  const words = troubleWords(trouble)
  return [
    text(`録画係 ${keeper}`, `Keeper ${keeper}`),
    text(`  止まったわけ: ${words.ja}`, `  Why it stopped: ${words.en}`),
    text(
      `  台帳にある記録: ${last}番まで${at && `（最後は ${at}）`}`,
      `  The ledger has: to number ${last}${at && ` (the last of ${at})`}`,
    ),
    text(`  録画係にある記録: ${head}番まで`, `  The keeper has: to number ${head}`),
    lost(last, trouble),
  ]
}

function lost(last: number, trouble: Trouble): Text {
  const first = trouble.fromNumber
  if (first > last) {
    if (trouble.kind === 'forked') {
      return text(
        `  受け入れると: ${first}番から、もう一度確かめながら取り込みます。`,
        `  Accepting it: taken over from number ${first}, looked at again.`,
      )
    }
    const { ja, en } = range(first, trouble.toNumber)
    return text(
      `  受け入れると: その先から取り込みます。${ja}の記録は、どこにもありません。戻りません。`,
      `  Accepting it: taken over from there. ${en} nowhere to be had, and will not come back.`,
    )
  }
  const { ja, en } = range(first, last)
  return text(
    `  受け入れると: ${last + 1}番から取り込みます。${ja}は、前に取り込んだものだけが台帳に残ります。録画係が同じ番号で書き直した記録は、台帳に入りません。戻りません。`,
    `  Accepting it: taken over from number ${last + 1}. Of ${en} in the ledger only as taken before; what the keeper wrote anew under them never comes.`,
  )
}

const range = (from: number, to: number): Text =>
  from === to
    ? text(`${from}番`, `number ${from} is`)
    : text(`${from}番から${to}番まで`, `numbers ${from} to ${to} are`)
