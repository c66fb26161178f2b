import { type Asking, boundTo } from '@amparo/asking'
import { create, PostsRequestSchema, PostsSchema, posts as question } from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'
import type { Post } from '../domain/registers/certification.ts'
import { unlessAway } from './unless-away.ts'

export interface AgencyPost extends Post {
  readonly agencyId: string
}

/** Everybody who may sign in, by agency and role; undefined while accounts is away. Throws for an answer that does not verify. */
export type HearPosts = () => Promise<readonly AgencyPost[] | undefined>

/** `signer`: the key of accounts. */
export const hearPosts =
  ({ ask, signer, now, newId }: Asking): HearPosts =>
  async () => {
    const all: AgencyPost[] = []
    for (let afterUserId = ''; ; ) {
      const request = create(PostsRequestSchema, { nonce: newId(), afterUserId })
      const answer = await unlessAway(ask(question, request))
      if (answer === undefined) return undefined
      const bound = boundTo(PostsRequestSchema, request, now)
      const { posts } = verifyStatement(PostsSchema, 'posts.v1', answer.posts, signer, bound)
      const last = posts.at(-1)
      if (last === undefined) return all
      all.push(...posts.map(({ userId, agencyId, roles }) => ({ userId, agencyId, roles })))
      afterUserId = last.userId
    }
  }
