/**
 * Whether words like 「管理責任者 北斗花子」 name one of the posts: the post stands first, a name may
 * follow after a space. 「市長室長」 is not the 市長. Until receipts exist this is the operator's word.
 */
export function namesPost(decidedBy: string, posts: readonly string[]): boolean {
  const [post = ''] = decidedBy.normalize('NFKC').trim().split(/\s+/)
  return posts.includes(post)
}
