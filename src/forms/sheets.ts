import type { PrintedBook } from '#registers/printed-book.ts'

/** A paper that people fill in by hand before any record of it exists. */
export type Sheet = Omit<PrintedBook, 'rows'> & { readonly profile: string; readonly id: string }

const ours = '本システムの様式（内規）'
const sheet = (
  profile: string,
  id: string,
  title: string,
  under: string,
  cells: string,
): Sheet => ({
  ...{ profile, id, title, formName: under, mark: ours },
  heads: cells.split(' ').map(name => ({ name, within: null })),
})

/** What is asked for is what the document asks for; the layout is ours. */
export const sheets: readonly Sheet[] = [
  sheet(
    ...(['kai', 'viewingApplication', '閲覧申請書', '運用基準10（1）関係'] as const),
    '申請の日 閲覧を求める者 連絡先 閲覧目的 根拠（９のどの号か） 画像の範囲（日時） 画像の範囲（場所）',
  ),
  sheet(
    ...(['kai', 'takeOutApplication', '持ち出し申請書', '運用基準11（1）関係'] as const),
    '申請の日 持ち出す者 連絡先 持ち出しの目的 根拠（９のどの号か） 画像の範囲（日時） 画像の範囲（場所）',
  ),
  sheet(
    ...(['nishinari', 'request', '画像提供依頼書', '要領第7条第1項関係'] as const),
    '依頼の日 依頼する者 利用目的 根拠法令等 対象となる見守りカメラの設置場所 画像の日時 その他必要な事項',
  ),
  sheet(
    ...(['sakai', 'application', '画像提供申出書（本人）', '要領11(4)関係'] as const),
    '申出者の住所、氏名及び連絡先 利用目的 撮影場所 検索対象日時 本人確認書類（写真付き）',
  ),
  sheet(
    ...(['sakai', 'proxyApplication', '画像提供申出書（本人以外）', '要領11(4)関係'] as const),
    '申出者の住所、氏名及び連絡先 利用目的 撮影場所 検索対象日時 本人確認書類（写真付き） 本人の同意書及び本人が特定できる顔写真等',
  ),
]
