import { houseRule, reading, text } from '../../basis.ts'
import { ceilingTolerance, listedBeforeFirstUse } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { quoting } from '../../quote.ts'

const 項 = quoting(
  '個人情報の保護に配慮した川崎市が設置し、又は管理する防犯（監視）カメラの画像の取扱い等に関する指針',
)

const 定義 = 項(
  '指針2(2)',
  `画像とは、防犯（監視）カメラにより撮影し、記録される画像で特定の個人を識別できる可能性のある画像を
  含むものをいう。`,
)
const 取扱マニュアル = 項(
  '指針5(3)',
  `管理責任者は、防犯（監視）カメラの設置表示や画像の保管方法等に係る防犯（監視）カメラの
  取扱マニュアル等を作成し`,
)
const 撮影時の状態 = 項(
  '指針6(1)',
  '画像を保存する場合は、当該画像を加工することなく撮影時の状態のまま保存する。',
)
const 保存期間 = 項(
  '指針6(4)',
  `画像の保存期間（重ね撮りする場合は、上書きするまでの期間）は、漏えい、滅失又はき損の防止、
  その他の画像の安全管理のため必要最小限度の期間とする。`,
)
const 保存期間ただし書 = 項(
  '指針6(4)',
  `ただし、これによりがたい事情があるときは設置目的に応じて管理責任者が保存期間を定める。`,
)
const 消去 = 項(
  '指針6(5)',
  '保存期間を経過した画像については、漏えい防止のため、これを確実かつ速やかに消去する。',
)
const 開示請求 = 項('指針8', '実施機関は、本人から画像の個人情報開示請求があったときは')

const 適用 = (passage: string) => text(項('附則', passage))

/** 川崎市の防犯（監視）カメラの画像の取扱い等に関する指針（19川総行情第731号） */
export const kawasaki = {
  id: 'kawasaki',
  title:
    '個人情報の保護に配慮した川崎市が設置し、又は管理する防犯（監視）カメラの画像の取扱い等に関する指針',
  version: '令和5年4月1日適用',
  effectiveFrom: [
    { day: '2007-08-01', by: text(項('指針10', '本指針は、平成19年8月1日より適用する。')) },
    { day: '2012-09-01', by: 適用('本指針は、平成24年9月1日より適用する。') },
    { day: '2017-11-01', by: 適用('本指針は、平成29年11月1日より適用する。') },
    { day: '2019-04-01', by: 適用('本指針は、平成31年4月1日より適用する。') },
    { day: '2023-04-01', by: 適用('本指針は、令和5年4月1日より適用する。') },
  ],
  retention: {
    rule: { kind: 'minimumNecessary', decided: null },
    by: text(保存期間),
    computed: reading(
      'A6',
      保存期間,
      '管理責任者が定めた期間を、最初のコマの撮影から数える上限として扱います。',
    ),
    tolerance: ceilingTolerance,
    decision: {
      decidedBy: { posts: ['管理責任者', '画像管理責任者'], by: text(保存期間ただし書) },
      inManual: reading(
        'A6',
        取扱マニュアル,
        '必要最小限度の期間とその理由は、管理責任者が取扱マニュアルに書いて定めます。',
      ),
      byCircumstance: text(保存期間ただし書),
      review: houseRule('見直しの日は、定めた日より後とします。見直しが遅れても録画は止めません。'),
      gate: houseRule('保存期間が定まるまで、新しいカメラは動かし始めません。'),
    },
  },
  extension: {
    kind: 'none',
    by: reading(
      'A6b',
      保存期間ただし書,
      'ただし書は保存期間を定めるもので、すでにある画像の保存期間を延ばすとは書かれていません。',
    ),
    next: '指針の所管課に、ただし書で既存の画像の期間を延ばせるかを確かめてください。画像が必要なら、消去の前に提供の手続きを進めてください。',
  },
  erasure: { by: text(消去) },
  imports: importsUnder(保存期間, 消去),
  live: {
    mode: 'perPurpose',
    places: [],
    by: houseRule('生の映像は、カメラの設置目的ごとに定めるまで映しません。'),
    forbids: null,
  },
  audio: {
    recorded: false,
    by: reading('A39', 定義, '撮影した画像だけの定めなので、音声は記録しません。'),
  },
  editing: { stored: { mode: 'never', by: text(撮影時の状態) }, derivative: null },
  cameras: {
    hoursADay: null,
    appendix: {
      name: '設置場所の一覧',
      by: houseRule('カメラの場所と撮影区域を一覧に書き残します。'),
      gate: listedBeforeFirstUse,
    },
  },
  words: {
    request: [
      { word: '開示請求', by: text(開示請求) },
      { word: '提供の求め', by: houseRule('提供を求める申出を「提供の求め」と呼びます。') },
    ],
  },
} as const
