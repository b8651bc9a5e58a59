import { type Basis, printedBasis } from '#law/basis.ts'

export const basisNames: Readonly<Record<Basis['kind'], string>> = {
  text: '規程の文言',
  reading: '読み方',
  houseRule: '内規',
  otherLaw: '他の法令',
}

/** A basis in full: what is printed with a refusal, and the words it rests on. */
export function basisInFull(basis: Basis): readonly string[] {
  switch (basis.kind) {
    case 'text':
      return [`規程の文言 ${printedBasis(basis)}`, `  「${basis.quote}」`]
    case 'reading':
      return [
        `読み方 ${printedBasis(basis)}`,
        `  文言「${basis.of}」`,
        `  このプログラムの読み方: ${basis.says}`,
      ]
    case 'houseRule':
      return ['内規（規程の定めではありません）', `  ${basis.rule}`]
    case 'otherLaw':
      return [
        `他の法令 ${basis.cite}${basis.confirmed ? '' : '（規程の所管の確認待ち）'}`,
        `  ${basis.says}`,
      ]
  }
}
