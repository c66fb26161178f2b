import { create, PostsRequestSchema, PostsSchema, posts as question, toBinary } from '@amparo/contracts'
import { requestHash, type VerificationKey, verifyStatement } from '@amparo/crypto'
import { AppError, type Clock, type NewId } from '@amparo/kernel'
import type { Nats } from '@amparo/messaging'
import type { Post } from '../domain/registers/certification.ts'

export interface AgencyPost extends Post {
  readonly agencyId: string
}

/** Everybody who may sign in, by agency and role; undefined while accounts is away. Throws for an answer that does not verify. */
export type HearPosts = () => Promise<readonly AgencyPost[] | undefined>

interface HearDeps {
  readonly ask: Nats['ask']
  /** The key of accounts. */
  readonly signer: VerificationKey
  readonly now: Clock
  readonly newId: NewId
}

export const hearPosts =
  ({ ask, signer, now, newId }: HearDeps): HearPosts =>
  async () => {
    const all: AgencyPost[] = []
    for (let afterUserId = ''; ; ) {
      const request = create(PostsRequestSchema, { nonce: newId(), afterUserId })
      const answer = await ask(question, request).catch((error: unknown) => {
        // It is asked again in a minute.
        if (error instanceof AppError && error.kind === 'unavailable') return undefined
        throw error
      })
      if (answer === undefined) return undefined
      const bound = { now: now(), requestHash: requestHash(toBinary(PostsRequestSchema, request)) }
      const { posts } = verifyStatement(PostsSchema, 'posts.v1', answer.posts, signer, bound)
      const last = posts.at(-1)
      if (last === undefined) return all
      all.push(...posts.map(({ userId, agencyId, roles }) => ({ userId, agencyId, roles })))
      afterUserId = last.userId
    }
  }
