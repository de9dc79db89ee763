// What is stored: posts, numbered in the order in which they were written. Each belongs to a user, each user lives in a
// region, and by which of these the posts are placed is a choice that decides both balance and what a query costs.

/** What of a post decides where it is placed. */
export type PartitionBy = 'post' | 'user' | 'region' | 'day'

/** A query: all posts of a user, or the latest tenth of all posts. */
export type QueryBy = 'user' | 'recent'

const POSTS_PER_USER = 5
const DAYS = 10
/** Copies under other names that a celebrity's post can be spread over. */
export const MOST_SALTS = 8

export function postName(index: number): string {
  return `post:${String(index).padStart(3, '0')}`
}

/** The number of a post; a salted name is that of the post it stands for. */
export function postIndex(key: string): number {
  return Number(key.slice(5, 8))
}

/** "post:033~2": the same post under another name, and so perhaps in another place. 0 is the post itself. */
export function salted(key: string, salt: number): string {
  return salt === 0 ? key : `${key}~${salt}`
}

/** "post:010+post:011": two posts that are to change together. */
export function pairName(key: string, other: string): string {
  return `${key}+${other}`
}

export function pairOf(name: string): readonly string[] {
  return name.split('+')
}

/** The post that everybody wants to read, if there is a celebrity. */
export function celebrity(posts: number): string {
  return postName(Math.floor(posts / 3))
}

/** Every key that is there at the start: the posts, and the celebrity's other names. */
export function allKeys(posts: number): readonly string[] {
  const names = Array.from({ length: posts }, (_, i) => postName(i))
  const others = Array.from({ length: MOST_SALTS - 1 }, (_, i) => salted(celebrity(posts), i + 1))
  return [...names, ...others]
}

export function userOf(key: string): string {
  return `user:${String(Math.floor(postIndex(key) / POSTS_PER_USER)).padStart(2, '0')}`
}

export function regionOf(key: string): string {
  return regionOfUser(userOf(key))
}

/** "user:07": six users of ten live in the first region, three in the second, one in the third. */
export function regionOfUser(user: string): string {
  const last = Number(user.slice(5)) % 10
  return last < 6 ? 'region:eu' : last < 9 ? 'region:us' : 'region:ap'
}

/** One of ten days, the last being today. */
export function dayOf(key: string, posts: number): string {
  return `day:${Math.min(DAYS - 1, Math.floor((postIndex(key) * DAYS) / posts))}`
}

/** The text that is hashed, or put in order, to place a key. */
export function partitionText(key: string, by: PartitionBy, posts: number): string {
  if (by === 'user') return userOf(key)
  if (by === 'region') return regionOf(key)
  return by === 'day' ? dayOf(key, posts) : key
}

/** The number of the first post that a query for the latest ones is about. */
export function firstRecent(posts: number): number {
  return posts - Math.max(1, Math.floor(posts / DAYS))
}

/** Whether a query asks for this key. A salted name is asked for under its own only. */
export function isAskedFor(key: string, query: QueryBy, of: string, posts: number): boolean {
  if (key.includes('~')) return false
  return query === 'user' ? userOf(key) === of : postIndex(key) >= firstRecent(posts)
}

/** Where ranges begin when a cluster starts: so many of them, if there are as many texts to tell them apart. */
export function evenStarts(posts: number, by: PartitionBy, ranges: number): readonly string[] {
  const all = Array.from({ length: posts }, (_, i) => partitionText(postName(i), by, posts))
  const texts = [...new Set(all)].sort()
  const count = Math.min(texts.length, ranges)
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? '' : texts[Math.floor((i * texts.length) / count)]!,
  )
}
