import { houseRule } from './basis.ts'

/**
 * What a short disk means, which no document says. How long footage lives is the document's word: a period (期間) broken is
 * a breach, whoever filled the disk; 以内 names the latest moment alone. That the machine looks ahead, and in which
 * order it gives up, is ours.
 */
export const diskHouse = {
  fits: houseRule(
    '期間を定める規程のもとでは、その期間の映像をディスクに置ききれないカメラを加えません。「以内」の定めでは、知らせて加えます。',
  ),
  order: houseRule(
    'ディスクの空きが予備を下回ると、計画の1.5倍を超えたカメラの超過分、次に全体の古い映像から、1時間分ずつ期限前に手放し、記録します。延長中の映像は手放しません。',
  ),
  period: houseRule(
    '期間の定めでは、期限前に手放したことを期間違反として記録します。そうならないよう、ディスクが85%に達したら、計画の1.5倍を超えたカメラの録画を止め、欠けとして記録します。',
  ),
} as const
