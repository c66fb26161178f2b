import { errors } from '../errors.ts'

/** Somebody who may sign in, as they could when the line opened. */
export interface Post {
  readonly userId: string
  readonly roles: readonly string[]
}

export interface PostDecision {
  readonly userId: string
  readonly needed: boolean
}

export interface CertifiedPost extends Post {
  /** Undefined: nobody has said. */
  readonly needed: boolean | undefined
  readonly decidedBy: string | undefined
}

/** Of a line, what is true once each post was spoken of; undefined until then. */
export function stepOf(posts: readonly Pick<CertifiedPost, 'needed'>[]): 'all_needed' | 'some_to_end' | undefined {
  if (posts.some(({ needed }) => needed === undefined)) return undefined
  return posts.every(({ needed }) => needed) ? 'all_needed' : 'some_to_end'
}

/** What an auditor may take of a line whose posts are spoken of one by one. Throws certification_posts_first. */
export function checkCertified(step: string, closing: string, posts: readonly Pick<CertifiedPost, 'needed'>[]): void {
  const isOfPosts = step !== closing && !(step === 'some_ended' && stepOf(posts) === 'some_to_end')
  if (posts.length > 0 && isOfPosts) throw errors.certification_posts_first()
}

/**
 * The posts after these decisions. What was said stands. Throws certification_post_unknown, certification_of_oneself,
 * certification_post_decided.
 */
export function decided(
  posts: readonly CertifiedPost[],
  decisions: readonly PostDecision[],
  by: string,
): CertifiedPost[] {
  const said = new Map(decisions.map(({ userId, needed }) => [userId, needed]))
  for (const { userId } of decisions) {
    const post = posts.find(one => one.userId === userId)
    if (post === undefined) throw errors.certification_post_unknown()
    if (userId === by) throw errors.certification_of_oneself()
    if (post.needed !== undefined) throw errors.certification_post_decided()
  }
  return posts.map(post => {
    const needed = said.get(post.userId)
    return needed === undefined ? post : { ...post, needed, decidedBy: by }
  })
}
