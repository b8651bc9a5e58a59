import type { Act, Ground } from './vocabulary/grounds.ts'
import type { Post } from './vocabulary/people.ts'
import type { Profile } from './vocabulary/profile.ts'
import type { Register } from './vocabulary/registers.ts'

/** The document's own word for a post: 運用取扱者, 委員 …; where it has none, the ordinary one. */
export const postWord = ({ posts }: Pick<Profile, 'posts'>, post: Post): string =>
  posts.find(known => known.post === post)?.word ?? ordinary[post]

const ordinary: Readonly<Record<Post, string>> = {
  president: '会長',
  vicePresident: '副会長',
  chair: '委員長',
  viceChair: '副委員長',
  member: '委員',
  manager: '管理責任者',
  deputy: '代理',
  operator: '操作担当者',
  staff: '職員',
  mayor: '首長',
  guard: '警備員',
  auditor: '監査担当者',
  contractor: '受託者',
}

/** The document's own word for an act: 閲覧, 視聴, 持ち出し … */
export const actWord = ({ words }: Pick<Profile, 'words'>, act: Act): string =>
  words.acts.find(known => known.act === act)?.word ?? act

/** The ground with this code; undefined where none is claimed, or the document has no such. */
export const groundOf = (
  { grounds }: Pick<Profile, 'grounds'>,
  code: string | null,
): Ground | undefined => grounds.list.find(ground => ground.code === code)

/** The first book the document keeps of one of these things, in the order asked. */
export const registerFor = (
  { registers }: Pick<Profile, 'registers'>,
  ...kinds: readonly Register['of'][]
): Register | undefined => kinds.flatMap(kind => registers.list.filter(({ of }) => of === kind))[0]
