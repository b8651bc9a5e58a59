import { houseRule } from '../basis.ts'

/** How an amended version comes into force on a machine. None of it may be shown as an article. */
export const profileHouse = {
  byTwo: houseRule(
    '改正した規程は、いま職にある2名が、決めた書面と読み合わせて署名してから当てはめます。',
  ),
  written: houseRule('規程の改正を当てはめるときは、それを決めた書面を書き残します。'),
  sameDocument: houseRule('一つの録画機が従う規程は一つで、その改正だけを当てはめます。'),
  ownVersion: houseRule('規程の版は、名で見分けます。同じ名の版は二つありません。'),
  ofItsTime: houseRule(
    '行為は、その時に施行されていたこの録画機の規程で判断されたものだけを認めます。',
  ),
} as const
