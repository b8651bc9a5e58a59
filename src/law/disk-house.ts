import { houseRule } from './basis.ts'

/** What a short disk means, which no document says. The period itself is the document's; that a machine looks ahead is ours. */
export const diskHouse = {
  fits: houseRule(
    '期間を定める規程のもとでは、その期間の映像をディスクに置ききれないカメラを加えません。',
  ),
  warns: houseRule('「以内」を定める規程のもとでは、置ききれないカメラを加えるときに知らせます。'),
} as const
