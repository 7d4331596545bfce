import { type Post, postsZh } from '#agency/post'
import { contentZh } from '#policy/content'
import type { AnyRow } from '#policy/stricter'

/** What a row says, to who does not know our words: posts by their names. */
export const saysZh = (row: AnyRow, key: string): string =>
  'posts' in row ? row.posts.map((post) => postsZh[post as Post] ?? post).join(' → ') : contentZh(row, key)
