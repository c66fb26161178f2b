/** Somebody who may sign in, as far as it matters to whoever sees that nobody keeps what they no longer need. */
export interface Post {
  readonly id: string
  readonly agencyId: string
  readonly roles: readonly string[]
  readonly username: string
}

export interface Departure {
  readonly userId: string
  /** That was left. */
  readonly agencyId: string
  readonly kind: 'left' | 'moved'
  /** By which they signed in there. */
  readonly username: string
}

/** Who is gone, works for another agency, or has lost a role. A role more is none: nothing is left behind by it. */
export function departuresOf(before: readonly Post[], after: readonly Post[]): Departure[] {
  const posts = new Map(after.map(post => [post.id, post]))
  return before.flatMap(({ id: userId, agencyId, roles, username }): Departure[] => {
    const next = posts.get(userId)
    if (next === undefined) return [{ userId, agencyId, kind: 'left', username }]
    const isSame = next.agencyId === agencyId && roles.every(role => next.roles.includes(role))
    return isSame ? [] : [{ userId, agencyId, kind: 'moved', username }]
  })
}
