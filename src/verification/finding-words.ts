import type { Finding } from './finding.ts'

type Words = { readonly ja: string; readonly en: string }

const at = (index: number) => `${index}番の記録`

/** What a finding means to somebody who is no engineer, with its place. Entries are counted from 0, as in the files. */
export function findingWords(finding: Finding): Words {
  const { kind, place } = finding
  switch (kind) {
    case 'unreadable':
      return 'file' in place
        ? words(
            `「${place.file}」が無いか、壊れていて読めません。`,
            `"${place.file}" is missing or cannot be read.`,
          )
        : words(
            `${at(place.index)}は、記録として読めません。`,
            `Entry ${place.index} is no entry of this format.`,
          )
    case 'signature':
      return place.size === null
        ? words(
            '控えのひとつは、この記録の鍵で署名されたチェックポイントではありません。',
            'One checkpoint is not signed by the key of this ledger.',
          )
        : words(
            `${place.size}件までと書かれたチェックポイントは、この記録の鍵で署名されたものではありません。`,
            `The checkpoint that says ${place.size} entries is not signed by the key of this ledger.`,
          )
    case 'root':
      return words(
        `最初の${place.size}件のどこかが、署名されたあとで変えられています。`,
        `Something in the first ${place.size} entries was changed after they were signed for.`,
      )
    case 'leaf':
      return words(
        `${at(place.index)}が、署名されたときのものと違います（書き換え、入れ替え、抜き取り）。`,
        `Entry ${place.index} is not the one that was signed for (edited, swapped or taken out).`,
      )
    case 'tile':
      return words(
        `検算用の控え（段${place.level}の${place.n}番）が壊れています。記録そのものは署名のとおりです。`,
        `A kept tile (level ${place.level}, number ${place.n}) is damaged; the entries are as they were signed.`,
      )
    case 'cut':
      return words(
        `${place.size}件あると署名されているのに、${place.leaves}件しかありません。終わりが切り取られています。`,
        `${place.size} entries were signed for and only ${place.leaves} are here: the end was cut off.`,
      )
    case 'fork':
      return words(
        `${place.size}件までについて、内容の違う二つの署名があります。同じ名前の記録が二通り作られています。`,
        `Two different histories of ${place.size} entries were both signed.`,
      )
    case 'proof':
      return words(
        `${at(place.index)}が、署名された記録の中にあることを示せません。`,
        `Nothing shows that entry ${place.index} stands in the ledger that was signed.`,
      )
    case 'body':
      return words(
        `${at(place.index)}の中身が、記録されたときのものと違います。`,
        `What entry ${place.index} is said to contain is not what was recorded.`,
      )
    case 'stream':
      return words(
        `${place.stream}番の綴りの名前が、その最初の記録のものと違います。`,
        `Stream ${place.stream} has another name than its first entry says, or none, or no entries.`,
      )
    case 'order':
      return words(
        `${at(place.index)}のところで順番が合いません（抜けか重なりがあります）。`,
        `Entry ${place.index} is out of order: something is missing or twice there.`,
      )
    case 'keeper-gap':
      return words(
        `${at(place.index)}の前で、録画機の出来事の${place.from}番から${place.to}番までが抜けています。`,
        `The recorder's events ${place.from} to ${place.to} are missing before entry ${place.index}.`,
      )
    case 'keeper-fork':
      return words(
        `${at(place.index)}（録画機の出来事${place.n}番）が、その前の出来事に続いていません。`,
        `Entry ${place.index} (event ${place.n} of the recorder) does not continue the event before.`,
      )
    case 'keeper-signature':
      return words(
        `${at(place.index)}（録画機の出来事${place.n}番）に、その録画機の署名がありません。`,
        `Entry ${place.index} (event ${place.n} of the recorder) is not signed by that recorder.`,
      )
    case 'silence':
      return words(
        `${place.day} は、毎日の生存の記録がありません。停電などの理由を事務所に聞いてください。`,
        `No daily sign of life on ${place.day}: ask the office why (a power cut, for instance).`,
      )
    case 'decision':
      return words(
        `${at(place.index)}は、規程のとおりに判断し直すと、違う結果になります。`,
        `Entry ${place.index}: asked again, the rules decide otherwise.`,
      )
    case 'line':
      if (place.number === '') {
        return words(
          `「${place.register}」の表題か欄が、規程の様式と違います。`,
          `The title or the columns of "${place.register}" are not those of the form.`,
        )
      }
      return words(
        `「${place.register}」の${place.number}の行が、記録された出来事と合いません。`,
        `Line ${place.number} of "${place.register}" is not what the recorded events say.`,
      )
  }
}

const words = (ja: string, en: string): Words => ({ ja, en })
