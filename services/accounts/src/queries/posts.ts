import {
  create,
  type PostsRequest,
  PostsRequestSchema,
  type PostsResponse,
  PostsResponseSchema,
  PostsSchema,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { requestHash, type SigningKey, STATEMENT_LIFETIME_MS, signStatement } from '@amparo/crypto'
import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { findPosts } from '../store/accounts.ts'

interface PostsDeps {
  readonly store: Pick<Store, 'read'>
  readonly sign: SigningKey
  readonly now: Clock
}

const AT_ONCE = 500

/** For audit alone: who may sign in, by reference. */
export const answerPosts =
  ({ store, sign, now }: PostsDeps) =>
  async (request: PostsRequest): Promise<PostsResponse> => {
    const posts = {
      requestHash: requestHash(toBinary(PostsRequestSchema, request)),
      posts: await store.read(reader => findPosts(reader, request.afterUserId, AT_ONCE)),
      expiresAt: timestampFromDate(new Date(now().getTime() + STATEMENT_LIFETIME_MS)),
    }
    return create(PostsResponseSchema, { posts: signStatement(PostsSchema, posts, 'posts.v1', sign) })
  }
